package io.github.lanewise.kernels.internal.backend;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/** What the JVM says of itself. */
public final class VirtualMachine {
    private VirtualMachine() {}

    /** The value of a flag; {@code otherwise} in a JVM that has no such flag. */
    public static String flag(String name, String otherwise) {
        try {
            HotSpotDiagnosticMXBean hotSpot = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
            return hotSpot == null ? otherwise : hotSpot.getVMOption(name).getValue();
        } catch (IllegalArgumentException _) {
            return otherwise;
        }
    }
}
