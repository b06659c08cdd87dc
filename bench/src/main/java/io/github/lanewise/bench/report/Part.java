package io.github.lanewise.bench.report;

import java.util.List;

/** A part of a report, whatever it is written as. */
sealed interface Part {
    /** A heading. */
    record Heading(String text) implements Part {}

    /** Sentences. */
    record Paragraph(String text) implements Part {}

    /** A table; from its column {@code numbers} on, cells are numbers. */
    record Table(List<String> header, List<List<String>> rows, int numbers) implements Part {}

    /** A chart. */
    record Chart(String title, String svg) implements Part {}
}
