package io.github.lanewise.verify.cli;

import io.github.lanewise.kernels.Backend;
import picocli.CommandLine.Option;

/** {@code --simd}. The kernels look for their back end once, at the first use, so this comes before it. */
final class BackendOption {
    static final String PROPERTY = "lanewise.simd";

    @Option(names = "--simd", paramLabel = "off|128|256|512", description = "Back end: vectors of so many bits, or off for the scalar twins (default: the widest vectors of this machine).")
    private String simd;

    /** Chooses the back end, and returns its name and why it runs. */
    String choose() {
        if (simd != null) {
            System.setProperty(PROPERTY, simd);
        }
        String name = Backend.name();
        if (simd != null && !name.equals(simd.equals("off") ? "off" : "simd-" + simd)) {
            throw new IllegalStateException("the kernels run already, with back end " + name);
        }
        return name + " (" + Backend.reason() + ")";
    }
}
