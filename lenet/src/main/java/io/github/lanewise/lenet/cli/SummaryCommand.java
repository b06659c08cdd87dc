package io.github.lanewise.lenet.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.lanewise.lenet.LayerSpec;
import io.github.lanewise.lenet.Parameters;
import io.github.lanewise.lenet.Shape;
import io.github.lanewise.lenet.report.SummaryRow;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code lenet summary}: what a model is made of. */
@Command(name = "summary", mixinStandardHelpOptions = true, sortOptions = false, description = "Prints a model's layers with their output shapes, parameters and products for one image.", footer = {
        "", "Examples:", "  lenet summary", "  lenet summary --model lenet5-1998",
        "  lenet summary --model lenet-wide --json"})
final class SummaryCommand implements Runnable {
    private static final String ROW = "%-34s %-10s %12s %12s%n";

    @Mixin
    private ModelOption model;

    @Mixin
    private JsonOption json;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        Parameters parameters = Parameters.zero(model.model, model.inputSize());
        if (json.asked()) {
            JsonOption.print(out, fields -> write(fields, parameters));
        } else {
            print(out, parameters);
        }
    }

    private static void print(PrintWriter out, Parameters parameters) {
        out.printf(Locale.ROOT, ROW, parameters.model(), "output", "parameters", "products");
        for (SummaryRow row : SummaryRow.of(parameters)) {
            out.printf(Locale.ROOT, ROW, row.layer(), row.output(), row.parameters(), row.products());
        }
        out.flush();
    }

    private static void write(JsonGenerator json, Parameters parameters) throws IOException {
        json.writeStringField("model", parameters.model().toString());
        write(json, "input", parameters.input());
        json.writeNumberField("parameters", parameters.values().length);
        json.writeArrayFieldStart("layers");
        Shape shape = parameters.input();
        for (LayerSpec layer : parameters.layers()) {
            json.writeStartObject();
            json.writeStringField("layer", layer.label());
            write(json, "output", layer.output(shape));
            json.writeNumberField("parameters", layer.parameters(shape));
            json.writeNumberField("products", layer.products(shape));
            json.writeEndObject();
            shape = layer.output(shape);
        }
        json.writeEndArray();
    }

    /** Channels, rows and columns, as many behind a flattening too. */
    private static void write(JsonGenerator json, String name, Shape shape) throws IOException {
        json.writeFieldName(name);
        json.writeArray(new int[]{shape.channels(), shape.height(), shape.width()}, 0, 3);
    }
}
