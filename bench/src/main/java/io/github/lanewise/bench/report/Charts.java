package io.github.lanewise.bench.report;

import io.github.lanewise.bench.results.Bandwidth;
import io.github.lanewise.bench.results.Peak;
import io.github.lanewise.bench.results.Row;
import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.HorizontalBarChart;
import org.knowm.xchart.HorizontalBarChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.internal.chartpart.IChart;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The pictures. Every axis of speed ends at the measured peak. */
final class Charts {
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 600;
    private static final int BAR = 9;
    /** Letters come as outlines with eleven decimals; a tenth of a pixel is enough, and halves a file. */
    private static final String DECIMALS = "(\\.\\d)\\d+";
    /** The roofline spans so many powers of ten down from the peak. */
    private static final double SPAN = 1e-3;
    /** Operations a byte at the left and right end of the roofline. */
    private static final double LEFT = 0.1;
    private static final double RIGHT = 1000;

    private Charts() {}

    /** Speed over operations a byte, ours and the best rival's, under the roofs of memory, caches and arithmetic. */
    static Part.Chart roofline(List<Contest> contests, int threads, Peak peak) {
        double top = peak.gflops(threads);
        String title = "Roofline, threads: " + threads;
        XYChart chart = new XYChartBuilder().width(WIDTH).height(HEIGHT).title(title)
                .xAxisTitle("operations for each byte that must be moved").yAxisTitle("GFLOP/s").build();
        chart.getStyler().setXAxisLogarithmic(true).setYAxisLogarithmic(true).setXAxisMin(LEFT).setXAxisMax(RIGHT)
                .setYAxisMin(top * SPAN).setYAxisMax(top).setLegendPosition(LegendPosition.OutsideE)
                .setChartBackgroundColor(Color.WHITE).setPlotContentSize(1);
        for (Bandwidth level : peak.bandwidth()) {
            if (level.operation().equals("load") && level.cores() == (threads == 1 ? 1 : peak.cores())) {
                roof(chart, level.level(), level.gigabytesPerSecond(), top);
            }
        }
        points(chart, "best rival", Color.GRAY, contests, top, contest -> contest.bestRival().orElse(null));
        points(chart, Row.OURS, Color.RED, contests, top, contest -> contest.contenders().get(Row.OURS));
        return new Part.Chart(title, svg(chart));
    }

    private static void roof(XYChart chart, String name, double gigabytes, double top) {
        double start = Math.max(LEFT, top * SPAN / gigabytes);
        double knee = Math.max(start, top / gigabytes);
        XYSeries roof = chart.addSeries(name, new double[]{start, knee, RIGHT},
                new double[]{Math.min(top, start * gigabytes), top, top});
        roof.setMarker(SeriesMarkers.NONE).setLineStyle(new BasicStroke(1));
    }

    /** Who of a contest is drawn; null for nobody. */
    private interface Who {
        Row of(Contest contest);
    }

    private static void points(XYChart chart, String name, Color color, List<Contest> contests, double top, Who who) {
        List<Double> x = new ArrayList<>();
        List<Double> y = new ArrayList<>();
        for (Contest contest : contests) {
            Row row = who.of(contest);
            long operations = contest.operations();
            if (row != null && operations > 0) {
                x.add(Math.clamp((double) operations / contest.problem().bytes(), LEFT, RIGHT));
                y.add(Math.clamp(operations / row.median(), top * SPAN, top));
            }
        }
        if (!x.isEmpty()) {
            chart.addSeries(name, x, y).setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter).setMarkerColor(color)
                    .setMarker(SeriesMarkers.CIRCLE);
        }
    }

    /** A group of bars for each pass over each problem, a bar for each contender: share of the peak, or of a copy. */
    static Part.Chart bars(String title, List<Contest> contests, Peak peak) {
        Set<String> names = new LinkedHashSet<>();
        contests.forEach(contest -> names.addAll(contest.contenders().keySet()));
        HorizontalBarChart chart = new HorizontalBarChartBuilder().width(WIDTH)
                .height(120 + contests.size() * (names.size() + 1) * BAR).title(title).xAxisTitle("% of peak").build();
        chart.getStyler().setXAxisMin(0.0).setXAxisMax(100.0).setLegendPosition(LegendPosition.OutsideE)
                .setChartBackgroundColor(Color.WHITE).setPlotContentSize(1);
        List<Contest> upwards = contests.reversed(); // the axis begins at the bottom
        List<String> labels = upwards.stream().map(contest -> contest.problem() + " " + contest.pass()).toList();
        for (String name : names) {
            chart.addSeries(name, upwards.stream().map(contest -> percent(contest, name, peak)).toList(), labels);
        }
        return new Part.Chart(title, svg(chart));
    }

    private static double percent(Contest contest, String name, Peak peak) {
        Row row = contest.contenders().get(name);
        double share = row == null
                ? 0
                : peak.share(contest.threads(), contest.operations(), contest.problem().bytes(),
                        row.median());
        return Double.isNaN(share) ? 0 : Math.min(100, 100 * share);
    }

    private static String svg(IChart chart) {
        try {
            String svg = new String(ChartEncoder.getBytes(chart, "svg"), StandardCharsets.UTF_8);
            return svg.substring(svg.indexOf("<svg")).replaceAll(DECIMALS, "$1");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
