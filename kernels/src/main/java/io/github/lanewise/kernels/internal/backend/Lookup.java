package io.github.lanewise.kernels.internal.backend;

import io.github.lanewise.kernels.internal.micro.MicroKernels;
import io.github.lanewise.kernels.internal.scalar.ScalarKernels;
import java.lang.System.Logger.Level;

/**
 * Finds the micro-kernels once, at first use. The class that touches the Vector API is named by a string, and only after
 * every check has passed, so that a JVM without the incubator module never tries to load it.
 */
public final class Lookup {
    private static final String PROPERTY = "lanewise.simd";
    private static final String MODULE = "jdk.incubator.vector";
    private static final String SIMD_KERNELS = "io.github.lanewise.kernels.internal.simd.SimdKernels";

    /**
     * Why there is no SIMD here, with its cure, and what that costs. Measured on the forward convolution
     * mb128ic6ih14oc16kh5 (Zen 5, JDK 25.0.3, one thread) against 512-bit vectors, 372 µs: the twins take 15 to 17 ms with
     * C2, 37 ms with C1 at level 1 and 74 ms at level 3. On a batch of 16, 47 µs with vectors, they take 2,100 times as long
     * interpreted and 28,000 times without FMA.
     */
    private record Missing(String why, String times) {
        String sentence() {
            return "Lanewise runs its scalar kernels, with the same bits but about " + times
                    + " times slower, because " + why;
        }
    }

    /** What was found, and the sentence why. */
    public record Found(MicroKernels kernels, String name, String reason) {}

    /** Holds either what was found or why the property is refused, so that every use gets the same clear exception. */
    private static final class Once {
        static final Found FOUND;
        static final String REFUSAL;

        static {
            Found found = null;
            String refusal = null;
            try {
                found = find(System.getProperty(PROPERTY));
            } catch (IllegalArgumentException e) {
                refusal = e.getMessage();
            }
            FOUND = found;
            REFUSAL = refusal;
        }
    }

    private Lookup() {}

    /** The micro-kernels of this JVM. */
    public static MicroKernels kernels() {
        return found().kernels;
    }

    /** The micro-kernels of this JVM, their name and the reason. */
    public static Found found() {
        if (Once.FOUND == null) {
            throw new IllegalArgumentException(Once.REFUSAL);
        }
        return Once.FOUND;
    }

    private static Found find(String asked) {
        if ("off".equals(asked)) {
            return scalar(PROPERTY + " is off");
        }
        int bits = askedBits(asked);
        Missing missing = missing();
        if (missing != null) {
            if (asked != null) {
                throw new IllegalArgumentException(PROPERTY + " is " + asked + ", but " + missing.why);
            }
            System.getLogger("io.github.lanewise.kernels").log(Level.WARNING, missing.sentence());
            return scalar(missing.sentence());
        }
        return simd(asked, bits);
    }

    private static int askedBits(String asked) {
        return switch (asked) {
            case null -> 0;
            case "128" -> 128;
            case "256" -> 256;
            case "512" -> 512;
            default -> throw new IllegalArgumentException(
                    PROPERTY + " is " + asked + "; expected off, 128, 256 or 512");
        };
    }

    /** What SIMD lacks here, or null. */
    private static Missing missing() {
        if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
            return new Missing("the module " + MODULE + " is not there: add --add-modules " + MODULE
                    + " to the java command.", "40");
        }
        String compiler = System.getProperty("java.vm.info", "");
        String level = VirtualMachine.flag("TieredStopAtLevel", "4");
        if (compiler.contains("interpreted mode") || level.equals("0")) {
            return new Missing("the JVM only interprets: take " + (level.equals("0")
                    ? "-XX:TieredStopAtLevel=0"
                    : "-Xint") + " out of the java command.", "2,000");
        }
        if (!level.equals("4")) {
            return new Missing(noC2("-XX:TieredStopAtLevel=" + level), level.equals("1") ? "100" : "200");
        }
        if (compiler.contains("emulated-client")) {
            return new Missing(noC2("-XX:CompilationMode=" + VirtualMachine.flag("CompilationMode", "quick-only")),
                    "100");
        }
        if (VirtualMachine.flag("UseJVMCICompiler", "false").equals("true")) {
            return new Missing(noC2("-XX:+UseJVMCICompiler"), "40");
        }
        if (VirtualMachine.flag("UseFMA", "true").equals("false")) {
            return new Missing("the JVM has no fused multiply-add hardware, and Math.fma goes through BigDecimal: take "
                    + "-XX:-UseFMA or -XX:UseAVX=0 out of the java command, or use a processor with FMA.", "25,000");
        }
        return null;
    }

    private static String noC2(String flag) {
        return "the JVM runs without its C2 compiler, which alone turns the Vector API into vector code: take " + flag
                + " out of the java command.";
    }

    private static Found scalar(String reason) {
        return new Found(ScalarKernels.all(), "off", reason);
    }

    private static Found simd(String asked, int bits) {
        try {
            Class<?> type = Class.forName(SIMD_KERNELS);
            int widest = (int) type.getMethod("widestBits").invoke(null);
            if (widest < 128) {
                Missing missing = new Missing("C2 compiles no vectors of 128 bits on this machine.", "40");
                System.getLogger("io.github.lanewise.kernels").log(Level.WARNING, missing.sentence());
                return scalar(missing.sentence());
            }
            if (bits > widest) {
                throw new IllegalArgumentException(PROPERTY + " is " + bits + ", but C2 compiles vectors of at most "
                        + widest + " bits on this machine; expected off, 128"
                        + (widest == 256 ? " or 256" : widest == 128 ? "" : ", 256 or 512"));
            }
            MicroKernels kernels = (MicroKernels) type.getMethod("all").invoke(null);
            return new Found(kernels, "simd-" + (bits == 0 ? Math.min(widest, 512) : bits),
                    asked == null ? "the widest vectors of this machine" : PROPERTY + " is " + asked);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the SIMD kernels cannot be loaded", e);
        }
    }
}
