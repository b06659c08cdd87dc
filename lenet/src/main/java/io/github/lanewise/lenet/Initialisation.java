package io.github.lanewise.lenet;

/** How far from zero the weights and biases of a layer start, which are uniform within a bound. */
enum Initialisation {
    /** Weights √(6 / in), biases 1 / √in: He and others, "Delving Deep into Rectifiers", 2015, for ReLU. */
    HE {
        @Override
        double weightBound(LayerSpec.Weights weights) {
            return StrictMath.sqrt(6.0 / weights.fanIn());
        }
    },
    /** Weights √(6 / (in + out)), biases 1 / √in: Glorot and Bengio, "Understanding the Difficulty of …", 2010. */
    XAVIER {
        @Override
        double weightBound(LayerSpec.Weights weights) {
            return StrictMath.sqrt(6.0 / (weights.fanIn() + weights.fanOut()));
        }
    },
    /** Xavier's weights and biases of 0, as Keras has it. */
    KERAS {
        @Override
        double weightBound(LayerSpec.Weights weights) {
            return XAVIER.weightBound(weights);
        }

        @Override
        double biasBound(LayerSpec.Weights weights) {
            return 0;
        }
    },
    /** Weights and biases 2.4 / in: LeCun and others, 1998, appendix A. */
    LECUN {
        @Override
        double weightBound(LayerSpec.Weights weights) {
            return 2.4 / weights.fanIn();
        }

        @Override
        double biasBound(LayerSpec.Weights weights) {
            return weightBound(weights);
        }
    };

    abstract double weightBound(LayerSpec.Weights weights);

    double biasBound(LayerSpec.Weights weights) {
        return 1 / StrictMath.sqrt(weights.fanIn());
    }
}
