package io.github.lanewise.bench.report;

import io.github.lanewise.bench.results.Machine;
import io.github.lanewise.bench.results.Peak;
import io.github.lanewise.bench.shapes.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a report says, and in which order. */
final class Report {
    private final Inputs inputs;
    private final List<Contest> contests;
    private final List<Part> parts = new ArrayList<>();

    private Report(Inputs inputs) {
        this.inputs = inputs;
        contests = Contest.of(inputs.rows());
    }

    static List<Part> of(Inputs inputs) {
        Report report = new Report(inputs);
        report.machine();
        report.rivals();
        report.scaling();
        report.timings();
        return report.parts;
    }

    static String title(Machine machine) {
        return "Lanewise on " + machine.processor() + ", " + date(machine);
    }

    /** Such as {@code 2026-11-21-amd-epyc}. */
    static String fileName(Machine machine) {
        return date(machine) + "-"
                + machine.processor().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }

    private static String date(Machine machine) {
        return machine.date().substring(0, Math.min(10, machine.date().length()));
    }

    private void machine() {
        Machine machine = inputs.machine();
        Peak peak = inputs.peak();
        parts.add(new Part.Table(List.of("machine", ""), List.of(List.of("processor", machine.cpu()),
                List.of("JDK", machine.jdk()), List.of("flags", machine.flags()),
                List.of("peak, one core", Tables.number("%.1f GFLOP/s", peak.gflopsOneCore())),
                List.of("peak, all cores", Tables.number("%.1f GFLOP/s", peak.gflopsAllCores()))), 2));
        parts.add(new Part.Table(List.of("results", "measured", "commit"), inputs.sources(), 3));
        if (!peak.bandwidth().isEmpty()) {
            parts.add(new Part.Heading("Bandwidth"));
            parts.add(new Part.Paragraph(
                    "Whole vectors that begin on a cache line. A copy counts bytes read and written."));
            parts.add(Tables.bandwidth(peak));
        }
    }

    private void rivals() {
        if (contests.isEmpty()) {
            return;
        }
        parts.add(new Part.Heading("Against the rivals"));
        parts.add(new Part.Paragraph(
                "Medians over invocations. A ratio is the rival's time over ours: above 1, Lanewise is"
                        + " faster. \"Own\" is a primitive alone in the rival's own layout, all others take the user's row-major"
                        + " arrays; the best rival is the fastest of those. Share of peak: of pooling, of a copy."));
        for (int threads : contests.stream().mapToInt(Contest::threads).distinct().sorted().toArray()) {
            List<Contest> of = contests.stream().filter(contest -> contest.threads() == threads).toList();
            parts.add(new Part.Heading("Threads: " + threads));
            parts.add(new Part.Paragraph(mean("Geometric mean against the best rival", of)));
            parts.add(Tables.ratios(of, inputs.peak()));
            parts.add(Charts.roofline(of, threads, inputs.peak()));
            for (Problem.Family family : Problem.Family.values()) {
                List<Contest> inFamily = of.stream().filter(contest -> contest.problem().family() == family).toList();
                if (!inFamily.isEmpty()) {
                    parts.add(Charts.bars("Share of peak, " + family.name().toLowerCase(Locale.ROOT) + ", threads: "
                            + threads, inFamily, inputs.peak()));
                }
            }
        }
        parts.add(new Part.Paragraph(mean("Geometric mean over all rows against the best rival", contests)));
    }

    private static String mean(String what, List<Contest> contests) {
        return what + ": " + Tables.number("%.2f", Contest.geometricMean(contests)) + " ("
                + contests.stream().filter(contest -> contest.bestRival().isPresent()).count() + " rows).";
    }

    private void scaling() {
        Part.Table scaling = Tables.scaling(contests);
        if (!scaling.rows().isEmpty()) {
            parts.add(new Part.Heading("Threads against one"));
            parts.add(scaling);
        }
    }

    private void timings() {
        if (!inputs.timings().isEmpty()) {
            parts.add(new Part.Heading("JMH"));
            parts.add(new Part.Paragraph("Medians over forks of the medians of their iterations."));
            parts.add(Tables.timings(inputs.timings(), inputs.peak()));
        }
    }
}
