package io.github.lanewise.verify.conformance;

import io.github.lanewise.kernels.Activation;
import io.github.lanewise.kernels.Pool2dShape.Kind;
import io.github.lanewise.lenet.LayerSpec;
import io.github.lanewise.lenet.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Layers as the cases of {@code train} describe them, made layers of the trainer. */
final class LayerAttributes {
    private static final Map<String, Activation> ACTIVATIONS = Map.of("relu", Activation.RELU, "sigmoid",
            Activation.SIGMOID, "tanh", Activation.TANH);

    private final ReadMap<Object> attributes;
    private final String kind;

    private LayerAttributes(Map<String, Object> attributes) {
        this.attributes = new ReadMap<>(attributes);
        this.kind = String.valueOf(this.attributes.get("layer"));
    }

    /** All layers but flattenings, which a dense layer does on its own. */
    static List<LayerSpec> specs(List<?> layers) {
        List<LayerSpec> specs = new ArrayList<>();
        for (Object layer : layers) {
            LayerAttributes attributes = new LayerAttributes(ConformanceCase.object("layer", layer));
            if (!attributes.kind.equals("flatten")) {
                specs.add(attributes.spec());
            }
            Operator.unsupportedIf(!attributes.attributes.unread().isEmpty(),
                    "layer " + attributes.kind + " with " + String.join(", ", attributes.attributes.unread()));
        }
        return specs;
    }

    private LayerSpec spec() {
        if (ACTIVATIONS.containsKey(kind)) {
            return new LayerSpec.Activate(ACTIVATIONS.get(kind));
        }
        return switch (kind) {
            case "conv" -> {
                attributes.get("in_ch"); // follows from the layer before
                yield new LayerSpec.Convolution(name(), integer("out_ch"), size("kernel"), size("stride"), size("pad"));
            }
            case "max_pool" -> new LayerSpec.Pooling(Kind.MAX, size("kernel"), size("stride"), size("pad"));
            case "avg_pool" -> new LayerSpec.Pooling(average(), size("kernel"), size("stride"), size("pad"));
            case "linear" -> {
                attributes.get("in_f"); // follows from the layer before
                yield new LayerSpec.Dense(name(), integer("out_f"));
            }
            default -> throw new UnsupportedCaseException("layer " + kind);
        };
    }

    private String name() {
        return String.valueOf(attributes.get("param"));
    }

    private Kind average() {
        return Boolean.TRUE.equals(attributes.get("count_include_pad"))
                ? Kind.AVERAGE_INCLUDING_PADDING
                : Kind.AVERAGE_EXCLUDING_PADDING;
    }

    private int integer(String key) {
        if (attributes.get(key) instanceof Number number) {
            return number.intValue();
        }
        throw new IllegalArgumentException("layer " + kind + " has no number " + key);
    }

    private Size size(String key) {
        if (attributes.get(key) instanceof List<?> list && list.size() == 2 && list.get(0) instanceof Number height
                && list.get(1) instanceof Number width) {
            return new Size(height.intValue(), width.intValue());
        }
        throw new IllegalArgumentException("layer " + kind + " has no two numbers " + key);
    }
}
