package io.github.lanewise.bench.results;

/**
 * How fast memory of one level moves.
 *
 * @param operation load, store or copy; a copy's bytes count twice, read and written
 * @param level of the cache into which the working set fits on present machines, or memory
 * @param bytes working set of each core
 * @param cores how many at once
 * @param gigabytesPerSecond of all together
 */
public record Bandwidth(String operation, String level, int bytes, int cores, double gigabytesPerSecond) {}
