package io.github.lanewise.bench.report;

import java.util.List;

/** A report as one HTML file that needs no other. */
final class Html {
    private static final String STYLE = """
            body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 80rem; padding: 0 1rem }
            table { border-collapse: collapse; font-size: 13px; margin: 1rem 0; display: block; overflow-x: auto }
            th, td { border-bottom: 1px solid #ddd; padding: .2rem .6rem; text-align: left; white-space: nowrap }
            .n { text-align: right; font-variant-numeric: tabular-nums }
            svg { max-width: 100%; height: auto }
            figure { margin: 1rem 0 }
            """;

    private Html() {}

    static String of(String title, List<Part> parts) {
        StringBuilder text = new StringBuilder(
                "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        text.append("<title>").append(escaped(title)).append("</title>\n<style>\n").append(STYLE)
                .append("</style>\n</head>\n<body>\n<h1>").append(escaped(title)).append("</h1>\n");
        int charts = 0;
        for (Part part : parts) {
            switch (part) {
                case Part.Heading heading -> text.append("<h2>").append(escaped(heading.text())).append("</h2>\n");
                case Part.Paragraph paragraph -> text.append("<p>").append(escaped(paragraph.text())).append("</p>\n");
                case Part.Table table -> table(table, text);
                case Part.Chart chart -> chart(chart, charts++, text);
            }
        }
        return text.append("</body>\n</html>\n").toString();
    }

    private static void table(Part.Table table, StringBuilder text) {
        text.append("<table>\n<thead>");
        row(table.header(), "th", table.numbers(), text);
        text.append("</thead>\n<tbody>\n");
        table.rows().forEach(row -> row(row, "td", table.numbers(), text));
        text.append("</tbody>\n</table>\n");
    }

    private static void row(List<String> cells, String tag, int numbers, StringBuilder text) {
        text.append("<tr>");
        for (int i = 0; i < cells.size(); i++) {
            text.append('<').append(tag).append(i < numbers ? ">" : " class=\"n\">").append(escaped(cells.get(i)))
                    .append("</").append(tag).append('>');
        }
        text.append("</tr>\n");
    }

    /** Inline; names in one drawing must not clash with those in the next. */
    private static void chart(Part.Chart chart, int number, StringBuilder text) {
        String prefix = "chart" + number + "-";
        text.append("<figure>\n")
                .append(chart.svg().replace("id=\"", "id=\"" + prefix).replace("url(#", "url(#" + prefix))
                .append("\n<figcaption>").append(escaped(chart.title())).append("</figcaption>\n</figure>\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
