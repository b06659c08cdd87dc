package io.github.lanewise.verify.once;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Scratch;
import io.github.lanewise.verify.once.Operation.Argument;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bad arrays, offsets and overlaps: each is refused with its argument's name, and nothing is written. */
@Tag("once")
class BadArgumentTest {
    private static final String OPERATIONS = "io.github.lanewise.verify.once.Operations#all";

    @ParameterizedTest
    @MethodSource(OPERATIONS)
    void missingArrays(Operation operation) {
        for (int i = 0; i < operation.arguments().size(); i++) {
            Attempt attempt = new Attempt(operation);
            attempt.arrays[i] = null;
            if (operation.arguments().get(i).nullable()) {
                attempt.run();
            } else {
                attempt.refused(NullPointerException.class, operation.arguments().get(i).name());
            }
        }
    }

    @ParameterizedTest
    @MethodSource(OPERATIONS)
    void missingScratchAndParallel(Operation operation) {
        Attempt attempt = new Attempt(operation);
        attempt.scratch = null;
        attempt.refused(NullPointerException.class, "scratch");
        attempt = new Attempt(operation);
        attempt.parallel = null;
        attempt.refused(NullPointerException.class, "parallel");
    }

    @ParameterizedTest
    @MethodSource(OPERATIONS)
    void shortArraysAndBadOffsets(Operation operation) {
        for (int i = 0; i < operation.arguments().size(); i++) {
            Argument argument = operation.arguments().get(i);
            Attempt shorter = new Attempt(operation);
            shorter.arrays[i] = new float[argument.length() - 1];
            shorter.refused(IllegalArgumentException.class, argument.name(), "has " + (argument.length() - 1),
                    "needs " + argument.length());
            for (int offset : new int[]{1, Integer.MAX_VALUE}) {
                Attempt beyond = new Attempt(operation);
                beyond.offsets[i] = offset;
                beyond.refused(IllegalArgumentException.class, argument.name(), "offset " + offset);
            }
            for (int offset : new int[]{-1, Integer.MIN_VALUE}) {
                Attempt negative = new Attempt(operation);
                negative.offsets[i] = offset;
                negative.refused(IllegalArgumentException.class, argument.name() + "Offset is " + offset);
            }
        }
    }

    @ParameterizedTest
    @MethodSource(OPERATIONS)
    void overlaps(Operation operation) {
        for (int i = 0; i < operation.arguments().size(); i++) {
            for (int j = 0; j < operation.arguments().size(); j++) {
                if (i != j && operation.arguments().get(i).written()) {
                    overlap(operation, i, j);
                }
            }
        }
    }

    /** Argument i, which is written, in the array of j: the same begin, one element shared at either end, none shared. */
    private static void overlap(Operation operation, int i, int j) {
        Argument written = operation.arguments().get(i);
        Argument other = operation.arguments().get(j);
        Attempt same = new Attempt(operation);
        same.share(i, 0, j, 0);
        if (written.mayBe().contains(other.name())) {
            same.run();
        } else {
            same.refused(IllegalArgumentException.class, written.name(), other.name(), "overlap");
        }
        Attempt after = new Attempt(operation);
        after.share(i, other.length() - 1, j, 0);
        after.refused(IllegalArgumentException.class, written.name(), other.name(), "overlap");
        Attempt before = new Attempt(operation);
        before.share(i, 0, j, written.length() - 1);
        before.refused(IllegalArgumentException.class, written.name(), other.name(), "overlap");
        Attempt apart = new Attempt(operation);
        apart.share(i, other.length(), j, 0);
        apart.run();
    }

    /** A call in the making, valid until something is changed. */
    private static final class Attempt {
        private final Operation operation;
        private final float[][] arrays;
        private final int[] offsets;
        private Scratch scratch = new Scratch();
        private Parallel parallel = Parallel.serial();

        Attempt(Operation operation) {
            this.operation = operation;
            arrays = new float[operation.arguments().size()][];
            offsets = new int[arrays.length];
            for (int i = 0; i < arrays.length; i++) {
                arrays[i] = new float[operation.arguments().get(i).length()];
                Arrays.fill(arrays[i], i + 1);
            }
        }

        void share(int i, int offset, int j, int otherOffset) {
            arrays[i] = new float[arrays[i].length + arrays[j].length];
            arrays[j] = arrays[i];
            offsets[i] = offset;
            offsets[j] = otherOffset;
        }

        void run() {
            operation.call().run(arrays, offsets, scratch, parallel);
        }

        void refused(Class<? extends RuntimeException> type, String... words) {
            float[][] before = Stream.of(arrays).map(array -> array == null ? null : array.clone())
                    .toArray(float[][]::new);
            RuntimeException refusal = assertThrows(type, this::run, () -> operation + " " + List.of(words));
            for (String word : words) {
                assertTrue(refusal.getMessage().contains(word),
                        () -> operation + ", expected \"" + word + "\" in: " + refusal.getMessage());
            }
            assertArrayEquals(before, arrays, () -> operation + " wrote something before it refused");
        }
    }
}
