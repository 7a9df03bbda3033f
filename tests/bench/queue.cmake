dailies_program(bench_queue SOURCES bench_queue.cpp LINK store Qt6::Sql)
