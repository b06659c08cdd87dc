package io.github.lanewise.lenet.report;

import io.github.lanewise.lenet.LayerSpec;
import io.github.lanewise.lenet.Parameters;
import io.github.lanewise.lenet.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A layer in numbers.
 *
 * @param layer
 *            which
 * @param output
 *            what an image is behind it
 * @param parameters
 *            weights and biases, empty for none
 * @param products
 *            multiplications for one image, empty for none
 */
public record SummaryRow(String layer, String output, String parameters, String products) {
    /**
     * All layers, what comes before them, and their sum.
     *
     * @param parameters
     *            the network
     * @return a row each
     */
    public static List<SummaryRow> of(Parameters parameters) {
        List<SummaryRow> rows = new ArrayList<>();
        Shape shape = parameters.input();
        rows.add(new SummaryRow("input", shape.toString(), "", ""));
        long products = 0;
        for (LayerSpec layer : parameters.layers()) {
            Shape output = layer.output(shape);
            rows.add(new SummaryRow(layer.label(), output.toString(), number(layer.parameters(shape)),
                    number(layer.products(shape))));
            products += layer.products(shape);
            shape = output;
        }
        rows.add(new SummaryRow("total", "", number(parameters.values().length), number(products)));
        return rows;
    }

    private static String number(long value) {
        return value == 0 ? "" : String.format(Locale.ROOT, "%,d", value);
    }
}
