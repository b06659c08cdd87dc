package io.github.lanewise.kernels.internal.backend;

import io.github.lanewise.kernels.Backend;
import io.github.lanewise.kernels.Conv2d;
import io.github.lanewise.kernels.Conv2dShape;
import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Scratch;
import java.util.Arrays;
import java.util.Random;

/** The main class of LookupTest's child JVMs: prints the back end, the reason and a digest of a small convolution. */
final class Probe {
    private Probe() {}

    public static void main(String[] arguments) {
        try {
            System.out.println(Backend.name());
            System.out.println(Backend.reason());
            System.out.println(digest());
        } catch (IllegalArgumentException e) {
            System.out.println("refused");
            System.out.println(e.getMessage());
            try {
                new Scratch();
            } catch (IllegalArgumentException again) {
                System.out.println(again.getMessage());
            }
        }
    }

    static int digest() {
        Random random = new Random(5);
        Conv2d convolution = Conv2d.plan(Conv2dShape.parse("mb17ic2ih6oc9kh3ph1"), Conv2d.Algorithm.DIRECT);
        float[] input = new float[17 * 2 * 36];
        float[] weight = new float[9 * 2 * 9];
        float[] output = new float[17 * 9 * 36];
        for (int i = 0; i < input.length; i++) {
            input[i] = random.nextFloat() - 0.5f;
        }
        for (int i = 0; i < weight.length; i++) {
            weight[i] = random.nextFloat() - 0.5f;
        }
        convolution.forward(input, weight, null, output, new Scratch(), Parallel.serial());
        return Arrays.hashCode(output);
    }
}
