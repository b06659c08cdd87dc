package io.github.lanewise.verify.once;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.kernels.DenseShape;
import io.github.lanewise.verify.bits.DenseBits;
import io.github.lanewise.verify.data.DenseShapes;
import io.github.lanewise.verify.data.GuardedFloats;
import io.github.lanewise.verify.data.Values;
import io.github.lanewise.verify.oracle.DenseOracle;
import io.github.lanewise.verify.oracle.Widen;
import io.github.lanewise.verify.subject.GuardedCall;
import io.github.lanewise.verify.subject.OneResult;
import io.github.lanewise.verify.subject.Result;
import io.github.lanewise.verify.subject.Subject;
import io.github.lanewise.verify.subject.Trial;
import io.github.lanewise.verify.subject.Way;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** Kernels of somebody else under the check: the example of the README, and what it finds when one is wrong. */
@Tag("once")
class OwnKernelTest {
    // README: begin
    record MyDense(DenseShape shape, MyKernel kernel) implements Subject {
        @Override
        public String problem() {
            return "my " + shape;
        }

        @Override
        public List<Result> results() {
            return List.of(Result.of(this, "output", this::output,
                    values -> DenseBits.forward(shape, input(values), weight(values), null),
                    values -> DenseOracle.forward(shape, Widen.of(input(values)), Widen.of(weight(values)), null)));
        }

        private float[] output(GuardedCall call, Trial trial) {
            GuardedFloats input = call.input("input", input(trial.values()));
            GuardedFloats weight = call.input("weight", weight(trial.values()));
            GuardedFloats output = call.output("output", shape.batch() * shape.outFeatures());
            call.run((scratch, parallel) -> kernel.run(shape, input.array(), input.offset(), weight.array(),
                    weight.offset(), output.array(), output.offset()));
            return call.values(output);
        }

        private float[] input(Values values) {
            return values.draw("input", shape.batch() * shape.inFeatures());
        }

        private float[] weight(Values values) {
            return values.draw("weight", shape.outFeatures() * shape.inFeatures());
        }
    }

    @Provide
    Arbitrary<DenseShape> shapes() {
        return DenseShapes.upTo(10_000);
    }

    @Provide
    Arbitrary<Values> values() {
        return Values.any();
    }

    @Property(tries = 100)
    void mine(@ForAll("shapes") DenseShape shape, @ForAll("values") Values values) {
        OneResult.check(new MyDense(shape, OwnKernelTest::dense), values, 3, List.of(Way.serial()));
    }
    // README: end

    interface MyKernel {
        void run(DenseShape shape, float[] x, int xOffset, float[] w, int wOffset, float[] y, int yOffset);
    }

    private static void dense(DenseShape shape, float[] x, int xOffset, float[] w, int wOffset, float[] y,
            int yOffset) {
        int in = shape.inFeatures();
        int out = shape.outFeatures();
        for (int i = 0; i < shape.batch() * out; i++) {
            float acc = 0;
            for (int k = 0; k < in; k++) {
                acc = Math.fma(x[xOffset + i / out * in + k], w[wOffset + i % out * in + k], acc);
            }
            y[yOffset + i] = acc;
        }
    }

    @Example
    void anotherOrderIsFound() {
        finds("differ in their bits", Values.Kind.FLOATS, (shape, x, xOffset, w, wOffset, y, yOffset) -> {
            dense(shape, x, xOffset, w, wOffset, y, yOffset);
            float acc = 0;
            for (int k = shape.inFeatures() - 1; k >= 0; k--) {
                acc = Math.fma(x[xOffset + k], w[wOffset + k], acc);
            }
            y[yOffset] = acc;
        });
    }

    @Example
    void aStrayWriteIsFound() {
        finds("output[21], outside the range, was written", Values.Kind.INTEGERS,
                (shape, x, xOffset, w, wOffset, y, yOffset) -> {
                    dense(shape, x, xOffset, w, wOffset, y, yOffset);
                    y[yOffset + 21] = 0;
                });
    }

    @Example
    void aChangedInputIsFound() {
        finds("weight[0], was written", Values.Kind.INTEGERS, (shape, x, xOffset, w, wOffset, y, yOffset) -> {
            dense(shape, x, xOffset, w, wOffset, y, yOffset);
            w[wOffset] += 1;
        });
    }

    /** What an earlier call left must not matter: the call before the one that counts leaves NaN. */
    @Example
    void aReadOfWhatWasLeftIsFound() {
        float[] left = new float[1];
        finds("is NaN", Values.Kind.INTEGERS, (shape, x, xOffset, w, wOffset, y, yOffset) -> {
            dense(shape, x, xOffset, w, wOffset, y, yOffset);
            y[yOffset] += 0 * left[0];
            left[0] = y[yOffset];
        });
    }

    @Example
    void aReadOfTheOutputIsFound() {
        finds("is NaN", Values.Kind.INTEGERS, (shape, x, xOffset, w, wOffset, y, yOffset) -> {
            float before = y[yOffset];
            dense(shape, x, xOffset, w, wOffset, y, yOffset);
            y[yOffset] += 0 * before;
        });
    }

    private static void finds(String words, Values.Kind kind, MyKernel kernel) {
        Subject subject = new MyDense(new DenseShape(3, 40, 7), kernel);
        AssertionError failure = assertThrows(AssertionError.class,
                () -> OneResult.check(subject, new Values(kind, 1), 3, Way.all()));
        assertTrue(failure.getMessage().startsWith("my dense:mb3ic40oc7, output "), failure::getMessage);
        assertTrue(failure.getMessage().contains(words), failure::getMessage);
    }

    /** The README shows the code above, so it compiles and does what it says. */
    @Example
    void readmeShowsThis() throws IOException {
        String source = Files.readString(
                Path.of("src/test/java", getClass().getName().replace('.', '/') + ".java"));
        String example = source.substring(source.indexOf("// README: begin\n") + 17,
                source.indexOf("    // README: end"));
        assertTrue(
                Files.readString(Path.of("README.md"))
                        .contains("```java\n" + example.stripTrailing().stripIndent() + "\n```"),
                "verify/README.md does not show the example as it stands here");
    }
}
