package io.github.lanewise.kernels;

import io.github.lanewise.kernels.internal.backend.Lookup;

/**
 * Which micro-kernels this JVM runs: SIMD ones of a certain width, or their scalar twins. Chosen once, at the first use.
 *
 * <p>{@code -Dlanewise.simd=off|128|256|512} forces a choice; without it the widest vectors that the machine and the JIT
 * compiler support are taken. The twins run where the module {@code jdk.incubator.vector}, the C2 compiler or FMA
 * hardware is missing; a log line (logger {@code io.github.lanewise.kernels}) then says why, what it costs and which flag
 * cures it. The results have the same bits in every case.
 */
public final class Backend {
    private Backend() {}

    /**
     * The name of what runs.
     *
     * @return {@code simd-512}, {@code simd-256}, {@code simd-128} or {@code off} for the scalar twins
     * @throws IllegalArgumentException if {@code lanewise.simd} asks for what this machine cannot run; the message says
     *         what it can. Every kernel throws it too
     */
    public static String name() {
        return Lookup.found().name();
    }

    /**
     * Why that is what runs.
     *
     * @return a sentence
     * @throws IllegalArgumentException as {@link #name} does
     */
    public static String reason() {
        return Lookup.found().reason();
    }
}
