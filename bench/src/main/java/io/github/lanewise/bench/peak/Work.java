package io.github.lanewise.bench.peak;

/** Something that a core repeats while it is timed. */
interface Work {
    /**
     * Does it over and over.
     *
     * @return something that depends on all of it, so that the compiler may leave none out
     */
    float run(int repetitions);

    /** Operations, or bytes, of one repetition. */
    double amount();
}
