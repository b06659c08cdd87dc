package io.github.lanewise.kernels.internal.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The one vector width of this JVM, and how many registers hold such vectors. */
final class Species {
    static final int WIDEST_BITS = FloatVector.SPECIES_PREFERRED.vectorBitSize();
    static final VectorSpecies<Float> FLOAT = choose(Integer.getInteger("lanewise.simd", Math.min(WIDEST_BITS, 512)));
    /** As many ints. */
    static final VectorSpecies<Integer> INT = FLOAT.withLanes(int.class);
    static final int LENGTH = FLOAT.length();
    /** AVX2 names 16 vector registers; AVX-512 (at any width) and AArch64 name 32. */
    static final int REGISTERS = WIDEST_BITS < 512 && isX86() ? 16 : 32;

    /** Whether loads and stores take a mask; without, as on NEON, C2 makes objects of them. */
    static final boolean MASKS = WIDEST_BITS >= 256;

    private Species() {}

    private static VectorSpecies<Float> choose(int bits) {
        return switch (bits) {
            case 512 -> FloatVector.SPECIES_512;
            case 256 -> FloatVector.SPECIES_256;
            default -> FloatVector.SPECIES_128;
        };
    }

    private static boolean isX86() {
        String architecture = System.getProperty("os.arch");
        return architecture.equals("amd64") || architecture.equals("x86_64");
    }
}
