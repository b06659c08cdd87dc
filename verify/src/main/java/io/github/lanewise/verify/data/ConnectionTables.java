package io.github.lanewise.verify.data;

import io.github.lanewise.kernels.Connections;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Tables of connections: few or many pairs, neighbours that see the same in runs of any length, channels that see all,
 * channels that nothing sees.
 */
public final class ConnectionTables {
    private ConnectionTables() {}

    /**
     * Tables between so many channels.
     *
     * @param outChannels output channels
     * @param inChannels input channels
     * @return the arbitrary
     */
    public static Arbitrary<Connections> of(int outChannels, int inChannels) {
        return Combinators.combine(Arbitraries.longs(), Arbitraries.of(1, 1, 2, 5, 20), Arbitraries.of(1, 1, 2, 5, 20),
                Arbitraries.of(0.05, 0.3, 0.6, 1.0))
                .as((seed, outRun, inRun, density) -> draw(outChannels, inChannels, new SplittableRandom(seed), outRun,
                        inRun, density));
    }

    /** A random table, each of whose rows and columns stands for a run of channels, and every output sees a channel. */
    private static Connections draw(int outChannels, int inChannels, SplittableRandom random, int outRun, int inRun,
            double density) {
        int[] row = runs(outChannels, () -> random.nextInt(outRun) == 0);
        int[] column = runs(inChannels, () -> random.nextInt(inRun) == 0);
        boolean[][] pattern = new boolean[outChannels][inChannels];
        boolean[][] table = new boolean[outChannels][inChannels];
        for (boolean[] of : pattern) {
            for (int c = 0; c < inChannels; c++) {
                of[c] = random.nextDouble() < density;
            }
            of[column[random.nextInt(inChannels)]] = true;
        }
        for (int o = 0; o < outChannels; o++) {
            for (int c = 0; c < inChannels; c++) {
                table[o][c] = pattern[row[o]][column[c]];
            }
        }
        return Connections.of(table);
    }

    /** For each channel, the number of its run. */
    private static int[] runs(int channels, BooleanSupplier ends) {
        int[] run = new int[channels];
        for (int i = 1; i < channels; i++) {
            run[i] = run[i - 1] + (ends.getAsBoolean() ? 1 : 0);
        }
        return run;
    }
}
