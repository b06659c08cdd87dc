package io.github.lanewise.lenet.report;

import io.github.lanewise.lenet.LayerSpec;
import io.github.lanewise.lenet.Parameters;
import io.github.lanewise.lenet.Parameters.Tensor;
import io.github.lanewise.lenet.Shape;
import io.github.lanewise.lenet.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Weights as pictures: of a convolution one for each output channel, of a dense layer the matrix. */
final class Filters {
    private static final int WIDTH = 80;
    private static final int ZOOM_OF_MATRIX = 2;
    private static final int ZOOM_OF_COEFFICIENTS = 12;
    private static final int NO_KERNEL = -1;

    private final Parameters parameters;
    private final List<LayerPictures> convolutions = new ArrayList<>();
    private final List<LayerPictures> layers = new ArrayList<>();

    Filters(Parameters parameters) {
        this.parameters = parameters;
        Shape input = parameters.input();
        for (LayerSpec layer : parameters.layers()) {
            add(layer, input);
            input = layer.output(input);
        }
    }

    /** Those of all layers that have any. */
    List<LayerPictures> all() {
        return layers;
    }

    /** Those of the first two convolutions. */
    List<LayerPictures> first() {
        return convolutions.subList(0, Math.min(2, convolutions.size()));
    }

    private void add(LayerSpec layer, Shape input) {
        switch (layer) {
            case LayerSpec.Convolution c -> addConvolution(c.name(), input.channels(), c.kernel(),
                    everyKernel(c.outChannels(), input.channels()));
            case LayerSpec.PartialConvolution c -> addConvolution(c.name(), input.channels(), Size.square(c.kernel()),
                    kernelsSeen(c));
            case LayerSpec.Dense d -> {
                String sizes = d.outFeatures() + " outputs (rows) of " + input.length() + " inputs (columns)";
                layers.add(matrix(d.name(), sizes, d.outFeatures(), input.length(), ZOOM_OF_MATRIX));
            }
            case LayerSpec.Subsampling s -> layers.add(matrix(s.name(), input.channels() + " coefficients", 1,
                    input.channels(), ZOOM_OF_COEFFICIENTS));
            case LayerSpec.Activate _,LayerSpec.Pooling _,LayerSpec.DigitDistance _ -> {
                // nothing to see
            }
        }
    }

    /** For each output channel which kernel each input channel has. */
    private static int[][] everyKernel(int outChannels, int inChannels) {
        int[][] kernels = new int[outChannels][inChannels];
        for (int i = 0; i < outChannels * inChannels; i++) {
            kernels[i / inChannels][i % inChannels] = i;
        }
        return kernels;
    }

    private static int[][] kernelsSeen(LayerSpec.PartialConvolution convolution) {
        int[][] kernels = new int[convolution.connections().outChannels()][convolution.connections().inChannels()];
        int next = 0;
        for (int out = 0; out < kernels.length; out++) {
            for (int in = 0; in < kernels[out].length; in++) {
                kernels[out][in] = convolution.connections().connected(out, in) ? next++ : NO_KERNEL;
            }
        }
        return kernels;
    }

    /** The kernels of an output channel side by side, one for each input channel, in a square as far as they go. */
    private void addConvolution(String name, int inChannels, Size kernel, int[][] kernels) {
        Tensor weights = weights(name);
        float scale = Picture.scale(parameters.values(), weights.offset(), weights.length());
        int across = (int) Math.ceil(Math.sqrt(inChannels));
        int down = Math.ceilDiv(inChannels, across);
        int rows = kernel.height();
        int columns = kernel.width();
        List<Tile> tiles = new ArrayList<>();
        for (int out = 0; out < kernels.length; out++) {
            Picture picture = new Picture(down * (rows + 1) - 1, across * (columns + 1) - 1);
            for (int in = 0; in < inChannels; in++) {
                if (kernels[out][in] != NO_KERNEL) {
                    picture.numbers(in / across * (rows + 1), in % across * (columns + 1), rows, columns,
                            parameters.values(), weights.offset() + kernels[out][in] * rows * columns, scale);
                }
            }
            tiles.add(picture.tileOfWidth(String.valueOf(out), WIDTH));
        }
        layers.add(pictures(name, kernels.length + " filters of " + inChannels + "×" + kernel, scale, tiles));
        convolutions.add(layers.getLast());
    }

    private LayerPictures matrix(String name, String sizes, int rows, int columns, int zoom) {
        Tensor weights = weights(name);
        float scale = Picture.scale(parameters.values(), weights.offset(), weights.length());
        Picture picture = new Picture(rows, columns);
        picture.numbers(0, 0, rows, columns, parameters.values(), weights.offset(), scale);
        return pictures(name, sizes, scale, List.of(picture.tile("", zoom)));
    }

    private static LayerPictures pictures(String name, String sizes, float scale, List<Tile> tiles) {
        return new LayerPictures(name, String.format(Locale.ROOT, "%s, full colour at ±%.3g", sizes, scale), tiles);
    }

    private Tensor weights(String name) {
        return parameters.tensors().stream().filter(tensor -> tensor.name().equals(name + ".weight")).findFirst()
                .orElseThrow();
    }
}
