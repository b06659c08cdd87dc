package io.github.lanewise.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.lanewise.kernels.testing.Floats;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The indices of maxima in lanes: which are refused, and that any cell of the plane may be named. */
class LanePoolingTest {
    private static final int IMAGES = 18;
    private static final int CHANNELS = 3;
    private static final int WINDOWS = 4;
    private static final int CELLS = 16;

    private final Scratch scratch = new Scratch();

    private static int place(int image, int channel, int element, int elements) {
        return ((image / 16 * CHANNELS + channel) * elements + element) * 16 + image % 16;
    }

    /** One index of 216 is wrong: refused where it belongs to an image, not looked at where it does not. */
    @Test
    void everyIndexOfAnImageIsChecked() {
        Pool2d pool = Pool2d.plan(Pool2dShape.parse("max:mb18ic3ih4kh2sh2"), Layout.LANES);
        float[] gradOutput = new float[2 * CHANNELS * WINDOWS * 16];
        for (int n = 0; n < 32; n++) {
            for (int channel = 0; channel < CHANNELS; channel++) {
                for (int window = 0; window < WINDOWS; window++) {
                    int[] indices = new int[gradOutput.length + 5];
                    float[] gradInput = new float[2 * CHANNELS * CELLS * 16];
                    indices[5 + place(n, channel, window, WINDOWS)] = CELLS;
                    Runnable call = () -> pool.backward(gradOutput, 0, indices, 5, gradInput, 0, scratch,
                            Parallel.serial());
                    if (n < IMAGES) {
                        String message = assertThrows(IllegalArgumentException.class, call::run).getMessage();
                        assertEquals("indices", message.split("\\W")[0], message);
                    } else {
                        call.run();
                    }
                }
            }
        }
    }

    /** Squares that tile the plane, and windows that overlap; the gradient goes where the index says, in any window or none. */
    @ParameterizedTest
    @ValueSource(strings = {"max:mb18ic3ih4kh2sh2", "max:mb18ic3ih4kh3sh1", "max:mb18ic3ih4kh1sh2"})
    void anIndexMayNameAnyCell(String problem) {
        Pool2dShape shape = Pool2dShape.parse(problem);
        int windows = shape.outHeight() * shape.outWidth();
        Random random = new Random(2);
        float[] gradOutput = Floats.plain(random, IMAGES * CHANNELS * windows).array;
        int[] indices = new int[IMAGES * CHANNELS * windows];
        Arrays.setAll(indices, i -> random.nextInt(CELLS));
        float[] expected = new float[IMAGES * CHANNELS * CELLS];
        Pool2d.plan(shape).backward(gradOutput, indices, expected, scratch, Parallel.serial());
        float[] lanes = new float[2 * CHANNELS * windows * 16];
        int[] indexLanes = new int[lanes.length];
        Arrays.fill(indexLanes, 1 << 27); // of lanes without an image
        for (int i = 0; i < indices.length; i++) {
            int to = place(i / (CHANNELS * windows), i / windows % CHANNELS, i % windows, windows);
            lanes[to] = gradOutput[i];
            indexLanes[to] = indices[i];
        }
        float[] gradLanes = new float[2 * CHANNELS * CELLS * 16];
        Pool2d.plan(shape, Layout.LANES).backward(lanes, indexLanes, gradLanes, scratch, Parallel.serial());
        float[] gradInput = new float[expected.length];
        for (int i = 0; i < gradInput.length; i++) {
            gradInput[i] = gradLanes[place(i / (CHANNELS * CELLS), i / CELLS % CHANNELS, i % CELLS, CELLS)];
        }
        assertArrayEquals(expected, gradInput);
    }
}
