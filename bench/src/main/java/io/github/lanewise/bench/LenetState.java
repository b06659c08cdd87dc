package io.github.lanewise.bench;

import io.github.lanewise.lenet.Model;
import io.github.lanewise.lenet.Network;
import io.github.lanewise.lenet.Optimizer;
import io.github.lanewise.lenet.Parameters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A LeNet on a batch of random images that are in place. */
@State(Scope.Benchmark)
public class LenetState {
    private static final int CHECKED_STEPS = 200;

    /** Which network. */
    @Param({"LENET5_RELU", "LENET5_SIGMOID"})
    public Model model;

    /** Images of a step. */
    @Param({"128", "512"})
    public int batch;

    Network network;
    private Optimizer optimizer;

    /** Makes the batch, and checks that steps lower its loss. */
    @Setup(Level.Trial)
    public void prepare(Threads threads) {
        Parameters parameters = Parameters.initial(model, model.inputSizes().getFirst(), 1);
        network = new Network(parameters, batch, threads.scratch, threads.parallel);
        int image = parameters.input().length();
        float[] images = Spot.values(batch * image, 1);
        for (int n = 0; n < batch; n++) {
            network.put(n, images, n * image, n * 7 % 10);
        }
        optimizer = new Optimizer(model.defaults().optimizer(), parameters, threads.scratch, threads.parallel);
        float before = network.forward();
        for (int i = 0; i < CHECKED_STEPS; i++) {
            step(model.defaults().learningRate());
        }
        float after = network.forward();
        if (!(after < before)) {
            throw new IllegalStateException("the loss went from " + before + " to " + after);
        }
    }

    /** Forward, backward and update, at a rate of 0: over one batch weights and gradients would become denormal and slow. */
    float step() {
        return step(0);
    }

    private float step(float learningRate) {
        float loss = network.forward();
        network.backward();
        optimizer.step(learningRate, 1);
        return loss;
    }
}
