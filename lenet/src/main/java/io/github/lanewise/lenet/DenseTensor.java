package io.github.lanewise.lenet;

import io.github.lanewise.kernels.Connections;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A parameter tensor as other programs have it: that of a partial convolution out × in × kernel × kernel, with zeros between
 * channels that are not connected; any other as it is.
 *
 * @param name
 *            such as {@code conv1.weight}
 * @param shape
 *            its sizes, outermost first
 * @param places
 *            where each of its elements stands in {@link Parameters#values}, {@link #NOWHERE} for one that is always 0
 */
record DenseTensor(String name, List<Integer> shape, int[] places) {
    static final int NOWHERE = -1;

    /** All tensors, in the order of the layers. */
    static List<DenseTensor> of(Parameters parameters) {
        List<DenseTensor> tensors = new ArrayList<>();
        for (Parameters.Tensor tensor : parameters.tensors()) {
            tensors.add(partial(parameters, tensor).map(layer -> connected(tensor, layer))
                    .orElseGet(() -> new DenseTensor(tensor.name(), tensor.shape(),
                            IntStream.range(tensor.offset(), tensor.offset() + tensor.length()).toArray())));
        }
        return tensors;
    }

    /** The partial convolution whose weights these are. */
    private static Optional<LayerSpec.PartialConvolution> partial(Parameters parameters, Parameters.Tensor tensor) {
        return parameters.layers().stream().filter(LayerSpec.PartialConvolution.class::isInstance)
                .map(LayerSpec.PartialConvolution.class::cast)
                .filter(layer -> tensor.name().equals(layer.name() + ".weight")).findFirst();
    }

    private static DenseTensor connected(Parameters.Tensor tensor, LayerSpec.PartialConvolution layer) {
        Connections connections = layer.connections();
        int area = layer.kernel() * layer.kernel();
        int[] places = new int[connections.outChannels() * connections.inChannels() * area];
        Arrays.fill(places, NOWHERE);
        int next = tensor.offset();
        for (int out = 0; out < connections.outChannels(); out++) {
            for (int in : connections.seenBy(out)) {
                for (int i = 0; i < area; i++) {
                    places[(out * connections.inChannels() + in) * area + i] = next++;
                }
            }
        }
        return new DenseTensor(tensor.name(),
                List.of(connections.outChannels(), connections.inChannels(), layer.kernel(), layer.kernel()), places);
    }

    /** Its elements, from the values of the parameters. */
    float[] elements(float[] values) {
        float[] elements = new float[places.length];
        for (int i = 0; i < places.length; i++) {
            elements[i] = places[i] == NOWHERE ? 0 : values[places[i]];
        }
        return elements;
    }

    /** Puts its elements into the values of the parameters. Returns the first that should be 0 and is not, or {@link #NOWHERE}. */
    int put(float[] elements, float[] values) {
        for (int i = 0; i < places.length; i++) {
            if (places[i] != NOWHERE) {
                values[places[i]] = elements[i];
            } else if (elements[i] != 0) {
                return i;
            }
        }
        return NOWHERE;
    }
}
