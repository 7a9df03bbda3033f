dailies_program(bench_pipeline SOURCES pipeline/bench_pipeline.cpp LINK workspace test_fakes)
add_dependencies(bench_pipeline dailies-media)
