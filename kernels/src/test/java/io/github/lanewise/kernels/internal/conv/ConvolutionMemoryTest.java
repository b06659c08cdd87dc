package io.github.lanewise.kernels.internal.conv;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.github.lanewise.kernels.Conv2d;
import io.github.lanewise.kernels.Conv2dShape;
import io.github.lanewise.kernels.Layout;
import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Scratch;
import io.github.lanewise.kernels.testing.ExactMemory;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Convolutions take no more memory than they ask for and owe nothing to what they find there, see {@link ExactMemory}. */
class ConvolutionMemoryTest {
    private final Random random = new Random(17);

    @ParameterizedTest
    @ValueSource(strings = {"mb17ic3ih7iw9oc5kh3kw2sh2sw3ph1pw2qh0qw1", "g2mb3ic4ih6oc6kh3ph2dh2",
            "mb66ic2ih5oc9kh3ph1",
            "mb2ic2ih3iw600oc3kh2kw3pw1", "ic1ih3iw1301oc2kh3kw4sh2sw2pw3dw2", "mb2ic9ih4iw3oc10kh3ph1",
            "mb3ic2ih33iw32oc3kh3ph1", "mb66ic1ih5iw700oc37kh1sh4sw50", "mb2ic5ih3oc33kh1",
            "ic3ih9oc1kh4sh3sw2ph2dh2dw1",
            "g2mb3ic2ih5iw16oc4kh5ph2", "g3mb2ic3ih6iw7oc9kh3ph1", "g17mb2ic17ih4oc17kh2"})
    void exactMemory(String problem) {
        Conv2dShape s = Conv2dShape.parse(problem);
        float[] input = floats(s.batch() * s.inChannels() * s.inHeight() * s.inWidth());
        float[] weight = floats(s.outChannels() * s.channelsPerGroup() * s.kernelHeight() * s.kernelWidth());
        float[] bias = floats(s.outChannels());
        float[] gradOutput = floats(s.batch() * s.outChannels() * s.outHeight() * s.outWidth());
        Arrays.fill(gradOutput, 0, gradOutput.length / s.batch(), 0f); // an image whose gradient is zero throughout
        float[] output = new float[gradOutput.length];
        float[] gradInput = new float[input.length];
        float[] gradWeight = new float[weight.length];
        float[] gradBias = new float[bias.length];
        Conv2d plan = Conv2d.plan(s, Conv2d.Algorithm.IM2COL);
        Scratch scratch = new Scratch();
        plan.forward(input, weight, bias, output, scratch, Parallel.serial());
        plan.backwardInput(gradOutput, weight, gradInput, scratch, Parallel.serial());
        plan.backwardWeight(input, gradOutput, gradWeight, gradBias, scratch, Parallel.serial());
        for (Conv2d.Algorithm algorithm : Conv2d.candidates(s)) {
            Convolution convolution = switch (algorithm) {
                case IM2COL -> Convolution.im2col(s, null, problem);
                case DIRECT -> Convolution.direct(s, null, Layout.NCHW, problem);
                case ROWS -> Convolution.rows(s, null, problem);
                case DEPTHWISE -> Convolution.depthwise(s, problem);
            };
            float[] y = ExactMemory.poisoned(output.length);
            ExactMemory.execute(convolution.forward().passes(), a -> {
                a.input = input;
                a.weight = weight;
                a.bias = bias;
                a.output = y;
            });
            assertArrayEquals(output, y, algorithm + " forward");
            float[] dx = ExactMemory.poisoned(input.length);
            ExactMemory.execute(convolution.backwardInput().passes(), a -> {
                a.gradOutput = gradOutput;
                a.weight = weight;
                a.gradInput = dx;
            });
            assertArrayEquals(gradInput, dx, algorithm + " gradInput");
            float[] dw = ExactMemory.poisoned(weight.length);
            float[] db = ExactMemory.poisoned(bias.length);
            ExactMemory.execute(convolution.backwardWeight().passes(), a -> {
                a.input = input;
                a.gradOutput = gradOutput;
                a.gradWeight = dw;
                a.gradBias = db;
            });
            assertArrayEquals(gradWeight, dw, algorithm + " gradWeight");
            assertArrayEquals(gradBias, db, algorithm + " gradBias");
        }
    }

    private float[] floats(int length) {
        float[] floats = new float[length];
        for (int i = 0; i < length; i++) {
            floats[i] = 2 * random.nextFloat() - 1;
        }
        return floats;
    }
}
