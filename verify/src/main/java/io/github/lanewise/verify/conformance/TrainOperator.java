package io.github.lanewise.verify.conformance;

import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Scratch;
import io.github.lanewise.kernels.Sgd;
import io.github.lanewise.lenet.Network;
import io.github.lanewise.lenet.Parameters;
import io.github.lanewise.lenet.Shape;
import io.github.lanewise.verify.oracle.Widen;
import java.util.List;
import java.util.Map;

/** {@code train}: some steps of the trainer's network from given weights. */
final class TrainOperator implements Operator {
    @Override
    public void run(ConformanceCase conformanceCase, Expectation expectation, Scratch scratch, Parallel parallel) {
        Operator.unsupportedIf(!conformanceCase.text("loss").equals("softmax_cross_entropy_mean"),
                "loss " + conformanceCase.text("loss"));
        conformanceCase.informative("kink_margin");
        Tensor images = conformanceCase.input("images");
        Parameters parameters = Parameters.zero(LayerAttributes.specs(conformanceCase.list("layers")),
                new Shape(images.size(1), images.size(2), images.size(3)));
        Training training = new Training(conformanceCase, expectation, parameters);
        training.run(scratch, parallel);
    }

    /** One training, from which every output is taken as it goes. */
    private static final class Training {
        private final ConformanceCase conformanceCase;
        private final Expectation expectation;
        private final Parameters parameters;
        private final List<String> names;
        private final float[] images;
        private final int[] labels;
        private final int[] order;
        private final int steps;
        private final int batch;
        private final Descent descent;

        Training(ConformanceCase conformanceCase, Expectation expectation, Parameters parameters) {
            this.conformanceCase = conformanceCase;
            this.expectation = expectation;
            this.parameters = parameters;
            this.names = conformanceCase.list("params").stream().map(String::valueOf).toList();
            this.images = conformanceCase.input("images").floats();
            this.labels = conformanceCase.input("labels").integers();
            Tensor batchOrder = conformanceCase.input("batch_order");
            this.order = batchOrder.integers();
            this.steps = batchOrder.size(0);
            this.batch = batchOrder.size(1);
            this.descent = Descent.of(
                    ConformanceCase.object("optimizer", conformanceCase.attributes().get("optimizer")),
                    parameters);
            agree("steps", steps);
            agree("batch", batch);
            agree("parameter_count", parameters.values().length);
        }

        /** What the attributes say once more must be what follows from the rest. */
        private void agree(String attribute, int number) {
            if (conformanceCase.integer(attribute, number) != number) {
                throw new IllegalArgumentException(attribute + " is " + conformanceCase.integer(attribute, number)
                        + ", but the case has " + number);
            }
        }

        void run(Scratch scratch, Parallel parallel) {
            names.forEach(name -> System.arraycopy(conformanceCase.input("init." + name).floats(), 0,
                    parameters.values(), tensor(name).offset(), tensor(name).length()));
            Network network = new Network(parameters, batch, scratch, parallel);
            double[] losses = new double[steps];
            double[] rates = new double[steps];
            double[] norms = new double[steps * names.size()];
            for (int step = 0; step < steps; step++) {
                fill(network, step);
                losses[step] = network.forward();
                network.backward();
                if (step == 0) {
                    expectation.floats("logits_step0", network.logits());
                    names.forEach(name -> expectation.doubles("grad0." + name, of(name, parameters.gradients())));
                }
                for (int i = 0; i < names.size(); i++) {
                    norms[step * names.size() + i] = norm(of(names.get(i), parameters.gradients()));
                }
                rates[step] = descent.step(step, scratch, parallel);
            }
            expectation.doubles("loss", losses);
            expectation.doubles("lr", rates);
            expectation.doubles("grad_norm", norms);
            names.forEach(name -> expectation.doubles("delta." + name, change(name)));
            expectation.doubles("final_loss_all64", new double[]{lossOfAll(scratch, parallel)});
        }

        private void fill(Network network, int step) {
            int image = images.length / labels.length;
            for (int n = 0; n < batch; n++) {
                int from = order[step * batch + n];
                network.put(n, images, from * image, labels[from]);
            }
        }

        private double lossOfAll(Scratch scratch, Parallel parallel) {
            Network network = new Network(parameters, labels.length, scratch, parallel);
            for (int n = 0; n < labels.length; n++) {
                network.put(n, images, images.length / labels.length * n, labels[n]);
            }
            return network.forward();
        }

        /** {@code conv1.w} and {@code conv1.b} are {@code conv1.weight} and {@code conv1.bias} here. */
        private Parameters.Tensor tensor(String name) {
            String full = name.replaceFirst("\\.w$", ".weight").replaceFirst("\\.b$", ".bias");
            return parameters.tensors().stream().filter(tensor -> tensor.name().equals(full)).findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no layer has a parameter " + name));
        }

        private double[] of(String name, float[] values) {
            double[] part = new double[tensor(name).length()];
            for (int i = 0; i < part.length; i++) {
                part[i] = values[tensor(name).offset() + i];
            }
            return part;
        }

        private double[] change(String name) {
            double[] change = of(name, parameters.values());
            double[] start = Widen.of(conformanceCase.input("init." + name).floats());
            for (int i = 0; i < change.length; i++) {
                change[i] -= start[i];
            }
            return change;
        }

        private static double norm(double[] values) {
            double squares = 0;
            for (double value : values) {
                squares += value * value;
            }
            return Math.sqrt(squares);
        }
    }

    /** Gradient descent, plain or with momentum in Keras's form and a learning rate that decays. */
    private static final class Descent {
        private final Parameters parameters;
        private final float[] velocity;
        private final Sgd sgd;
        private final double rate;
        private final double decayRate;
        private final double decaySteps;

        private Descent(Parameters parameters, double rate, double momentum, double decayRate, double decaySteps) {
            this.parameters = parameters;
            this.velocity = new float[parameters.values().length];
            this.sgd = new Sgd(Sgd.Form.KERAS, momentum, 0, false, 0);
            this.rate = rate;
            this.decayRate = decayRate;
            this.decaySteps = decaySteps;
        }

        static Descent of(Map<String, Object> attributes, Parameters parameters) {
            ReadMap<Object> read = new ReadMap<>(attributes);
            String kind = String.valueOf(read.get("kind"));
            double rate = number(read, "lr");
            Descent descent = switch (kind) {
                case "sgd" -> new Descent(parameters, rate, 0, 1, 1);
                case "sgd_momentum_keras" -> new Descent(parameters, rate, number(read, "momentum"),
                        number(read, "decay_rate"), number(read, "decay_steps"));
                default -> throw new UnsupportedCaseException("optimizer " + kind);
            };
            Operator.unsupportedIf(!read.unread().isEmpty(),
                    "optimizer " + kind + " with " + String.join(", ", read.unread()));
            return descent;
        }

        private static double number(Map<String, Object> attributes, String key) {
            if (attributes.get(key) instanceof Number number) {
                return number.doubleValue();
            }
            throw new IllegalArgumentException("the optimizer has no number " + key);
        }

        /** Takes step t. Returns its rate. */
        double step(int t, Scratch scratch, Parallel parallel) {
            double decayed = rate * StrictMath.pow(decayRate, t / decaySteps);
            sgd.step(parameters.values(), 0, parameters.gradients(), 0, velocity, 0, velocity.length, decayed, scratch,
                    parallel);
            return decayed;
        }
    }
}
