package io.github.lanewise.lenet.report;

import io.github.lanewise.lenet.EpochResult;
import io.github.lanewise.lenet.Trainer;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Loss and accuracy over the epochs, as SVG whose colours are those of the page.
 *
 * @param loss
 *            over the epochs
 * @param accuracy
 *            over the epochs
 * @param rows
 *            the numbers
 */
record LearningCurves(Chart loss, Chart accuracy, List<Row> rows) {
    private static final int WIDTH = 400;
    private static final int HEIGHT = 240;
    private static final int MARKERS_UP_TO = 30;
    private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    /** Stand-ins that the drawing is made with, each for a colour of the page. */
    private static final Color INK = new Color(1, 1, 1);
    private static final Color LINE = new Color(2, 2, 2);
    private static final Color CARD = new Color(3, 3, 3);
    private static final Color TRAINING = new Color(4, 4, 4);
    private static final Color VALIDATION = new Color(5, 5, 5);
    /** Letters come as outlines with eleven decimals; a tenth of a pixel is enough. */
    private static final String DECIMALS = "(\\.\\d)\\d+";

    /** A drawing, or why there is none. */
    record Chart(String svg, String missing) {}

    /** An epoch in numbers. */
    record Row(int epoch, String loss, String accuracy, String validationLoss, String validationAccuracy,
            String imagesPerSecond) {}

    static LearningCurves of(List<EpochResult> epochs) {
        return new LearningCurves(chart("loss", epochs, Trainer.Result::loss),
                chart("accuracy", epochs, Trainer.Result::accuracy), epochs.stream().map(LearningCurves::row).toList());
    }

    private static Row row(EpochResult epoch) {
        return new Row(epoch.epoch(), number(epoch.training().loss()), number(epoch.training().accuracy()),
                number(epoch.validation().loss()), number(epoch.validation().accuracy()),
                String.format(Locale.ROOT, "%,.0f", epoch.training().imagesPerSecond()));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    private static Chart chart(String name, List<EpochResult> epochs, ToDoubleFunction<Trainer.Result> value) {
        XYChart chart = new XYChart(WIDTH, HEIGHT);
        style(chart.getStyler());
        add(chart, "training", TRAINING, epochs, epoch -> value.applyAsDouble(epoch.training()));
        add(chart, "validation", VALIDATION, epochs, epoch -> value.applyAsDouble(epoch.validation()));
        if (chart.getSeriesCollection().isEmpty()) {
            return new Chart("", "It was never a number: the training diverged.");
        }
        try {
            return new Chart(svg(chart, name), "");
        } catch (RuntimeException | LinkageError e) { // on a system without fonts Java has no letters to draw
            return new Chart("", "Not drawn: " + e.getMessage());
        }
    }

    private static void style(AxesChartStyler styler) {
        styler.setLegendVisible(false).setChartTitleVisible(false).setPlotBorderVisible(false)
                .setChartBackgroundColor(CARD).setPlotBackgroundColor(CARD).setChartPadding(4);
        styler.setAxisTitlesVisible(false).setAxisTickLabelsFont(FONT).setAxisTickLabelsColor(INK)
                .setAxisTicksMarksVisible(false).setAxisTicksLineVisible(false).setPlotGridLinesColor(LINE)
                .setPlotGridLinesStroke(new BasicStroke(1)).setPlotGridVerticalLinesVisible(false)
                .setYAxisDecimalPattern("0.####").setXAxisTickMarkSpacingHint(30).setXAxisTickLabelsFormattingFunction(
                        epoch -> epoch == Math.rint(epoch) ? String.valueOf(Math.round(epoch)) : "");
    }

    /** What is not finite cannot be drawn. */
    private static void add(XYChart chart, String name, Color color, List<EpochResult> epochs,
            Function<EpochResult, Double> value) {
        List<EpochResult> drawn = epochs.stream().filter(epoch -> Double.isFinite(value.apply(epoch))).toList();
        if (drawn.isEmpty()) {
            return;
        }
        XYSeries series = chart.addSeries(name, drawn.stream().map(EpochResult::epoch).toList(),
                drawn.stream().map(value).toList());
        series.setMarkerColor(color).setMarker(
                drawn.size() <= MARKERS_UP_TO ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
        series.setLineColor(color).setLineWidth(2);
    }

    private static String svg(XYChart chart, String name) {
        try {
            String svg = new String(ChartEncoder.getBytes(chart, "svg"), StandardCharsets.UTF_8);
            return svg.substring(svg.indexOf("<svg")).replaceAll(DECIMALS, "$1")
                    .replace("rgb(1,1,1)", "var(--muted)").replace("rgb(2,2,2)", "var(--line)")
                    .replace("rgb(3,3,3)", "none").replace("rgb(4,4,4)", "var(--training)")
                    .replace("rgb(5,5,5)", "var(--validation)")
                    .replace("id=\"", "id=\"" + name + "-").replace("url(#", "url(#" + name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
