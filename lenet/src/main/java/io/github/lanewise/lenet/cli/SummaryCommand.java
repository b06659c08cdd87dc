package io.github.lanewise.lenet.cli;

import io.github.lanewise.lenet.LayerSpec;
import io.github.lanewise.lenet.Shape;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code lenet summary}: what a model is made of. */
@Command(name = "summary", mixinStandardHelpOptions = true, sortOptions = false, description = "Prints a model's layers with their output shapes, parameters and products for one image.")
final class SummaryCommand implements Runnable {
    private static final String ROW = "%-34s %-10s %12s %12s%n";

    @Mixin
    private ModelOption model;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        List<LayerSpec> layers = model.model.layers(model.inputSize());
        Shape shape = new Shape(1, model.inputSize(), model.inputSize());
        long parameters = 0;
        long products = 0;
        out.printf(Locale.ROOT, ROW, model.model, "output", "parameters", "products");
        out.printf(Locale.ROOT, ROW, "input", shape, "", "");
        for (LayerSpec layer : layers) {
            long layerParameters = layer.parameters(shape);
            long layerProducts = layer.products(shape);
            shape = layer.output(shape);
            out.printf(Locale.ROOT, ROW, layer.label(), shape, number(layerParameters), number(layerProducts));
            parameters += layerParameters;
            products += layerProducts;
        }
        out.printf(Locale.ROOT, ROW, "total", "", number(parameters), number(products));
        out.flush();
    }

    private static String number(long value) {
        return value == 0 ? "" : String.format(Locale.ROOT, "%,d", value);
    }
}
