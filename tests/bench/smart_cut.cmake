# bench_smart_cut FOLDER: smart rendering against ffmpeg in one run.
dailies_program(bench_smart_cut SOURCES ${CMAKE_CURRENT_SOURCE_DIR}/bench_smart_cut.cpp LINK media marker_video)
target_include_directories(bench_smart_cut PRIVATE ${CMAKE_SOURCE_DIR}/tests)
add_dependencies(bench_smart_cut dailies-media)
