# bench_analysis [SECONDS] [REPETITIONS]: analysis against ffmpeg's silencedetect in one run.
dailies_program(bench_analysis SOURCES ${CMAKE_CURRENT_SOURCE_DIR}/bench_analysis.cpp LINK media)
add_dependencies(bench_analysis dailies-media)
