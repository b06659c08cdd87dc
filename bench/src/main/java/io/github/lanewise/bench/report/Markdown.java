package io.github.lanewise.bench.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A report as Markdown. Charts are left to the HTML beside it. */
final class Markdown {
    private Markdown() {}

    static String of(String title, List<Part> parts, String html) {
        StringBuilder text = new StringBuilder("# ").append(title).append("\n\n");
        text.append("Charts: [").append(html).append("](").append(html).append(").\n");
        for (Part part : parts) {
            switch (part) {
                case Part.Heading heading -> text.append("\n## ").append(heading.text()).append('\n');
                case Part.Paragraph paragraph -> text.append('\n').append(paragraph.text()).append('\n');
                case Part.Table table -> table(table, text);
                case Part.Chart _ -> {
                    // a picture says nothing here that the tables do not
                }
            }
        }
        return text.toString();
    }

    private static void table(Part.Table table, StringBuilder text) {
        text.append('\n');
        row(table.header(), text);
        List<String> rule = new ArrayList<>(Collections.nCopies(table.header().size(), "---"));
        for (int i = table.numbers(); i < rule.size(); i++) {
            rule.set(i, "---:");
        }
        row(rule, text);
        table.rows().forEach(row -> row(row, text));
    }

    private static void row(List<String> cells, StringBuilder text) {
        text.append("| ").append(String.join(" | ", cells.stream().map(cell -> cell.replace("|", "\\|")).toList()))
                .append(" |\n");
    }
}
