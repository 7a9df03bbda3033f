if(APP)
    dailies_program(bench_window
        SOURCES bench_window.cpp ../app/fake_library.cpp
        LINK app_ui Qt6::Test)
    target_include_directories(bench_window PRIVATE ${CMAKE_SOURCE_DIR}/tests ${CMAKE_SOURCE_DIR}/tests/app)
endif()
