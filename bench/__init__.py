"""Benchmarks that anyone can run: `make bench`, or `make bench BENCH=pages` for one."""
