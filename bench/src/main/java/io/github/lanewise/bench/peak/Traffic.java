package io.github.lanewise.bench.peak;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Passes over a working set, in whole vectors that begin on a cache line. The segment is native, because a Java array need not
 * begin on one.
 */
abstract class Traffic implements Work {
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final int VECTOR = MultiplyAdds.SPECIES.vectorByteSize();
    private static final int LINE = 64;

    /** The three ways, by the names under which they are reported. */
    enum Kind {
        LOAD, STORE, COPY;

        Traffic over(int bytes) {
            return switch (this) {
                case LOAD -> new Load(bytes);
                case STORE -> new Store(bytes);
                case COPY -> new Copy(bytes);
            };
        }
    }

    final MemorySegment memory;
    private final int bytes;

    private Traffic(int bytes) {
        this.bytes = bytes;
        memory = Arena.ofAuto().allocate(bytes, LINE).fill((byte) 0);
    }

    @Override
    public double amount() {
        return bytes;
    }

    @Override
    public float run(int repetitions) {
        float kept = 0;
        for (int i = 0; i < repetitions; i++) {
            kept += pass();
        }
        return kept;
    }

    abstract float pass();

    private static final class Load extends Traffic {
        private Load(int bytes) {
            super(bytes);
        }

        @Override
        float pass() {
            return sum(memory, (int) memory.byteSize());
        }

        private static float sum(MemorySegment m, int bytes) {
            FloatVector s0 = FloatVector.zero(MultiplyAdds.SPECIES);
            FloatVector s1 = s0;
            FloatVector s2 = s0;
            FloatVector s3 = s0;
            FloatVector s4 = s0;
            FloatVector s5 = s0;
            FloatVector s6 = s0;
            FloatVector s7 = s0;
            for (int i = 0; i < bytes; i += 8 * VECTOR) {
                s0 = s0.add(FloatVector.fromMemorySegment(MultiplyAdds.SPECIES, m, i, ORDER));
                s1 = s1.add(FloatVector.fromMemorySegment(MultiplyAdds.SPECIES, m, i + VECTOR, ORDER));
                s2 = s2.add(FloatVector.fromMemorySegment(MultiplyAdds.SPECIES, m, i + 2 * VECTOR, ORDER));
                s3 = s3.add(FloatVector.fromMemorySegment(MultiplyAdds.SPECIES, m, i + 3 * VECTOR, ORDER));
                s4 = s4.add(FloatVector.fromMemorySegment(MultiplyAdds.SPECIES, m, i + 4 * VECTOR, ORDER));
                s5 = s5.add(FloatVector.fromMemorySegment(MultiplyAdds.SPECIES, m, i + 5 * VECTOR, ORDER));
                s6 = s6.add(FloatVector.fromMemorySegment(MultiplyAdds.SPECIES, m, i + 6 * VECTOR, ORDER));
                s7 = s7.add(FloatVector.fromMemorySegment(MultiplyAdds.SPECIES, m, i + 7 * VECTOR, ORDER));
            }
            return s0.add(s1).add(s2).add(s3).add(s4).add(s5).add(s6).add(s7).reduceLanes(VectorOperators.ADD);
        }
    }

    private static final class Store extends Traffic {
        private Store(int bytes) {
            super(bytes);
        }

        @Override
        float pass() {
            fill(memory, (int) memory.byteSize());
            return 0;
        }

        private static void fill(MemorySegment m, int bytes) {
            FloatVector one = FloatVector.broadcast(MultiplyAdds.SPECIES, 1f);
            for (int i = 0; i < bytes; i += 4 * VECTOR) {
                one.intoMemorySegment(m, i, ORDER);
                one.intoMemorySegment(m, i + VECTOR, ORDER);
                one.intoMemorySegment(m, i + 2 * VECTOR, ORDER);
                one.intoMemorySegment(m, i + 3 * VECTOR, ORDER);
            }
        }
    }

    /** From the first half to the second: half the bytes are read, half written. */
    private static final class Copy extends Traffic {
        private Copy(int bytes) {
            super(bytes);
        }

        @Override
        float pass() {
            copy(memory, (int) memory.byteSize() / 2);
            return 0;
        }

        private static void copy(MemorySegment m, int half) {
            for (int i = 0; i < half; i += 4 * VECTOR) {
                move(m, i, half);
                move(m, i + VECTOR, half);
                move(m, i + 2 * VECTOR, half);
                move(m, i + 3 * VECTOR, half);
            }
        }

        private static void move(MemorySegment m, int from, int half) {
            FloatVector.fromMemorySegment(MultiplyAdds.SPECIES, m, from, ORDER).intoMemorySegment(m, from + half,
                    ORDER);
        }
    }
}
