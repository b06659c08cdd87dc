package io.github.lanewise.lenet;

import io.github.lanewise.kernels.Layout;
import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Scratch;
import io.github.lanewise.lenet.LayerListener.Pass;
import java.util.ArrayList;
import java.util.List;

/**
 * What one image has become behind a layer. The arrays are its own: nothing overwrites them.
 *
 * @param layer
 *            which layer
 * @param shape
 *            channels, rows and columns behind it
 * @param values
 *            channels × rows × columns, before the layers that follow change anything
 * @param winners
 *            of a max pooling, for each value the cell {@code row · columns + column} of the plane before it that it is; null of
 *            other layers
 */
public record FeatureMap(LayerSpec layer, Shape shape, float[] values, int[] winners) {
    /**
     * Sends one image through a network.
     *
     * @param parameters
     *            the weights
     * @param pixels
     *            rows × columns, 0 (background) to 255 once read with {@code & 0xff}; the image lies in the middle of the input, as in
     *            training
     * @param rows
     *            rows of the image
     * @param columns
     *            columns of the image
     * @return one for each of {@link Parameters#layers}
     * @throws IllegalArgumentException
     *             if the pixels are not so many, or the image is larger than the model's input
     */
    public static List<FeatureMap> of(Parameters parameters, byte[] pixels, int rows, int columns) {
        int size = parameters.inputSize();
        if (pixels.length != (long) rows * columns) {
            throw new IllegalArgumentException(
                    "pixels has " + pixels.length + " elements; " + rows + "×" + columns + " needs " + rows * columns);
        }
        if (rows > size || columns > size) {
            throw new IllegalArgumentException("image is " + rows + "×" + columns + "; the model takes at most " + size
                    + "×" + size);
        }
        // one image after the other, no layers are computed as one
        Network network = new Network(parameters, 1, Layout.NCHW, new Scratch(), Parallel.serial());
        new Images(pixels, new byte[1], rows, columns).fill(network, size, 0);
        List<FeatureMap> maps = new ArrayList<>();
        network.listen((layer, pass) -> {
            if (pass == Pass.FORWARD && layer < parameters.layers().size()) {
                Shape before = layer == 0 ? parameters.input() : maps.getLast().shape();
                Shape shape = parameters.layers().get(layer).output(before);
                maps.add(new FeatureMap(parameters.layers().get(layer), shape, network.output(layer, shape.length()),
                        network.winners(layer)));
            }
        });
        network.forward();
        return List.copyOf(maps);
    }
}
