package io.github.lanewise.verify.conformance;

import io.github.lanewise.kernels.LossShape;
import io.github.lanewise.kernels.Reduction;
import java.util.Arrays;
import java.util.Locale;

/** The attributes that all losses over classes have. The classes are the second axis. */
final class LossAttributes {
    private LossAttributes() {}

    static LossShape shape(ConformanceCase conformanceCase, LossShape.Kind kind) {
        Tensor x = conformanceCase.input("x");
        Operator.unsupportedIf(x.rank() < 2, "an input of rank " + x.rank());
        LossShape.Builder shape = LossShape.builder(kind, x.size(0), x.size(1))
                .positions(x.length() / (x.size(0) * x.size(1)))
                .reduction(Reduction.valueOf(conformanceCase.text("reduction").toUpperCase(Locale.ROOT)))
                .labelSmoothing(conformanceCase.number("label_smoothing", 0));
        return conformanceCase.attributes().containsKey("ignore_index")
                ? shape.ignoredLabel(conformanceCase.integer("ignore_index", 0)).build()
                : shape.build();
    }

    /** The gradient that arrives at the loss, 1 where the case has none. */
    static float[] gradLoss(ConformanceCase conformanceCase, LossShape shape) {
        float[] gradLoss = conformanceCase.floatsOrNull("dy");
        if (gradLoss == null) {
            gradLoss = new float[shape.losses()];
            Arrays.fill(gradLoss, 1);
        }
        return gradLoss;
    }
}
