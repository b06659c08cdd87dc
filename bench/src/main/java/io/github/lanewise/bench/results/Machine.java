package io.github.lanewise.bench.results;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What figures were measured on. Figures without it are not worth keeping.
 *
 * @param date when, in UTC
 * @param cpu name of the processor
 * @param jdk name and version of the JVM
 * @param flags of the JVM
 * @param commit of the sources
 */
public record Machine(String date, String cpu, String jdk, String flags, String commit) {
    /**
     * This machine, now. The launcher knows processor, flags and commit, and hands them over as system properties.
     *
     * @return what is known
     */
    public static Machine current() {
        return new Machine(Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(), told("cpu"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"), told("flags"),
                told("commit"));
    }

    /**
     * The processor's name alone.
     *
     * @return {@code cpu} up to a comma, after which some files tell the number of cores
     */
    public String processor() {
        return cpu.replaceFirst(",.*", "");
    }

    private static String told(String what) {
        return System.getProperty("bench." + what, "unknown");
    }
}
