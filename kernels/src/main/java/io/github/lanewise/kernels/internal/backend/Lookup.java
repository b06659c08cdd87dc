package io.github.lanewise.kernels.internal.backend;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.github.lanewise.kernels.internal.micro.MicroKernels;
import io.github.lanewise.kernels.internal.scalar.ScalarKernels;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;

/**
 * Finds the micro-kernels once, at first use. The class that touches the Vector API is named by a string, and only after
 * every check has passed, so that a JVM without the incubator module never tries to load it.
 */
public final class Lookup {
    private static final String PROPERTY = "lanewise.simd";
    private static final String MODULE = "jdk.incubator.vector";
    private static final String SIMD_KERNELS = "io.github.lanewise.kernels.internal.simd.SimdKernels";
    private static final String COST = "Lanewise runs its scalar kernels: the same bits, many times slower";

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
        String missing = missing();
        if (missing != null) {
            if (asked != null) {
                throw new IllegalArgumentException(PROPERTY + " is " + asked + ", but " + missing);
            }
            String reason = missing + " " + COST + ".";
            System.getLogger("io.github.lanewise.kernels").log(Level.WARNING, reason);
            return scalar(reason);
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

    /** What SIMD lacks here, with its cure, or null. */
    private static String missing() {
        if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
            return "the module " + MODULE + " is not there: add --add-modules " + MODULE + " to the java command.";
        }
        String compiler = System.getProperty("java.vm.info", "");
        if (compiler.contains("interpreted mode")) {
            return "the JVM only interprets: take -Xint out of the java command.";
        }
        if (compiler.contains("emulated-client") || flag("UseJVMCICompiler", false)) {
            return "the JVM runs without its C2 compiler, which alone turns these kernels into vector code: take "
                    + "-XX:TieredStopAtLevel or -XX:+UseJVMCICompiler out of the java command.";
        }
        if (!flag("UseFMA", true)) {
            return "the JVM has no fused multiply-add hardware: take -XX:-UseFMA out of the java command, or use a "
                    + "processor with FMA (Math.fma without it goes through BigDecimal, about 250 times slower).";
        }
        return null;
    }

    private static boolean flag(String name, boolean otherwise) {
        try {
            HotSpotDiagnosticMXBean hotSpot = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
            return hotSpot == null ? otherwise : Boolean.parseBoolean(hotSpot.getVMOption(name).getValue());
        } catch (IllegalArgumentException _) { // a JVM without this flag
            return otherwise;
        }
    }

    private static Found scalar(String reason) {
        return new Found(new ScalarKernels(), "off", reason);
    }

    private static Found simd(String asked, int bits) {
        try {
            Class<?> type = Class.forName(SIMD_KERNELS);
            int widest = (int) type.getMethod("widestBits").invoke(null);
            if (widest < 128) {
                return scalar("C2 compiles no vectors of 128 bits on this machine. " + COST + ".");
            }
            if (bits > widest) {
                throw new IllegalArgumentException(PROPERTY + " is " + bits + ", but C2 compiles vectors of at most "
                        + widest + " bits on this machine; expected off, 128"
                        + (widest == 256 ? " or 256" : widest == 128 ? "" : ", 256 or 512"));
            }
            MicroKernels kernels = (MicroKernels) type.getConstructor().newInstance();
            return new Found(kernels, "simd-" + (bits == 0 ? Math.min(widest, 512) : bits),
                    asked == null ? "the widest vectors of this machine" : PROPERTY + " is " + asked);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the SIMD kernels cannot be loaded", e);
        }
    }
}
