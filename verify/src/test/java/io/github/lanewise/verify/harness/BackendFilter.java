package io.github.lanewise.verify.harness;

import io.github.lanewise.kernels.Backend;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.launcher.PostDiscoveryFilter;

/**
 * Leaves out every test of a JVM whose back end this machine cannot run, and says so: a width that was not run is listed,
 * neither failed nor passed in silence.
 */
public final class BackendFilter implements PostDiscoveryFilter {
    /** What this JVM was started for. */
    static final String OWN = "lanewise.verify.backend";

    /** What it runs: the same, unless somebody asks for one back end alone on Maven's command line. */
    static final String ASKED = "lanewise.simd";

    private static final String REFUSAL = refusal();

    private static String refusal() {
        String own = System.getProperty(OWN);
        String asked = System.getProperty(ASKED);
        if (own != null && !own.equals(asked)) {
            return say("-D" + ASKED + "=" + asked + " asks for that back end alone, so " + own + " has no turn");
        }
        try {
            System.out.println("back end " + Backend.name() + ": " + Backend.reason());
            return null;
        } catch (IllegalArgumentException e) {
            return say(e.getMessage());
        }
    }

    private static String say(String refusal) {
        System.out.println("NOT RUN: " + refusal);
        return refusal;
    }

    @Override
    public FilterResult apply(TestDescriptor test) {
        return FilterResult.includedIf(REFUSAL == null, () -> "back end available", () -> REFUSAL);
    }
}
