package io.github.lanewise.verify.conformance;

/** The attributes of a sliding window; one dimension is taken as two with a height of 1. */
final class WindowAttributes {
    private final ConformanceCase conformanceCase;
    private final int dimensions;

    WindowAttributes(ConformanceCase conformanceCase) {
        this.conformanceCase = conformanceCase;
        dimensions = conformanceCase.integer("nd", conformanceCase.integers("kernel").length);
        Operator.unsupportedIf(dimensions != 1 && dimensions != 2, dimensions + " dimensions");
    }

    int height(Tensor tensor) {
        return dimensions == 1 ? 1 : tensor.size(2);
    }

    int width(Tensor tensor) {
        return tensor.size(tensor.rank() - 1);
    }

    int vertical(String key) {
        return dimensions == 1 ? key.startsWith("pad") ? 0 : 1 : conformanceCase.integers(key)[0];
    }

    int horizontal(String key) {
        return conformanceCase.integers(key)[dimensions - 1];
    }
}
