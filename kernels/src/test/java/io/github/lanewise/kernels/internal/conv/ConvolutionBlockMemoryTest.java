package io.github.lanewise.kernels.internal.conv;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.github.lanewise.kernels.Activation;
import io.github.lanewise.kernels.Conv2dShape;
import io.github.lanewise.kernels.ConvolutionBlock;
import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Pool2dShape;
import io.github.lanewise.kernels.Scratch;
import io.github.lanewise.kernels.internal.elementwise.ActivationPasses;
import io.github.lanewise.kernels.testing.ExactMemory;
import io.github.lanewise.kernels.testing.Floats;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The forward pass of a block takes no more memory than it asks for, in bands or in one go; see {@link ExactMemory}. */
class ConvolutionBlockMemoryTest {
    @ParameterizedTest
    @ValueSource(strings = {"mb16ic1ih28oc6kh5ph2 max:mb16ic6ih28kh2sh2", "mb32ic3ih14oc9kh5 max:mb32ic9ih10kh2sh2",
            "mb16ic2ih9oc3kh3 max:mb16ic3ih7kh3sh2"})
    void exactMemory(String problem) {
        Conv2dShape s = Conv2dShape.parse(problem.split(" ")[0]);
        Pool2dShape pool = Pool2dShape.parse(problem.split(" ")[1]);
        Random random = new Random(4);
        float[] input = Floats.plain(random, s.batch() * s.inChannels() * s.inHeight() * s.inWidth()).array;
        float[] weight = Floats.plain(random,
                s.outChannels() * s.channelsPerGroup() * s.kernelHeight() * s.kernelWidth()).array;
        int length = s.batch() * pool.channels() * pool.outHeight() * pool.outWidth();
        float[] expected = new float[length];
        int[] expectedIndices = new int[length];
        ConvolutionBlock.plan(s, Activation.RELU, pool).forward(input, 0, weight, 0, null, 0, null, 0, expected, 0,
                expectedIndices, 0, new Scratch(), Parallel.serial());
        ActivationPasses relu = ActivationPasses.relu();
        BlockEnd end = new BlockEnd(pool, relu.function(), relu.gradient(), true);
        float[] output = ExactMemory.poisoned(length);
        int[] indices = new int[length];
        ExactMemory.execute(Convolution.block(s, end, problem).forward().passes(), a -> {
            a.input = input;
            a.weight = weight;
            a.output = output;
            a.indices = indices;
        });
        assertArrayEquals(expected, output);
        assertArrayEquals(expectedIndices, indices);
    }
}
