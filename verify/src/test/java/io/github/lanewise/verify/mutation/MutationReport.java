package io.github.lanewise.verify.mutation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Reads PIT's {@code mutations.xml}. */
final class MutationReport {
    private static final String ROOT = "io.github.lanewise.kernels.";

    private final Path sources;
    private final Map<Path, List<String>> files = new HashMap<>();

    private MutationReport(Path sources) {
        this.sources = sources;
    }

    /** The mutants of a report, in the order of the code; {@code sources} is the folder of the topmost package. */
    static List<Mutant> read(Path report, Path sources) throws IOException {
        return new MutationReport(sources).read(report);
    }

    private List<Mutant> read(Path report) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try {
            NodeList nodes = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(report.toFile())
                    .getElementsByTagName("mutation");
            IntStream.range(0, nodes.getLength()).forEach(i -> entries.add(entry((Element) nodes.item(i))));
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("not a report of PIT: " + report, e);
        }
        entries.sort(
                Comparator.comparing(Entry::type).thenComparingInt(Entry::line).thenComparingInt(Entry::instruction));
        return named(entries);
    }

    /** One mutation as the report has it. */
    private record Entry(String type, int line, int instruction, String name, boolean killed) {}

    private Entry entry(Element mutation) {
        String type = text(mutation, "mutatedClass");
        int line = Integer.parseInt(text(mutation, "lineNumber"));
        // lambda$method$0 is part of method; the names of classes behind "for" repeat what is said already
        String method = text(mutation, "mutatedMethod").replaceFirst("^lambda\\$(\\w+)\\$\\d+$", "$1");
        String change = text(mutation, "description").replaceFirst(" for \\S+::\\S+$", "");
        String name = type.substring(ROOT.length()) + "." + method + " | " + change + " | "
                + source(type, text(mutation, "sourceFile"), line);
        int instruction = Integer.parseInt(text(mutation, "index"));
        return new Entry(type, line, instruction, name, Boolean.parseBoolean(mutation.getAttribute("detected")));
    }

    private static String text(Element parent, String tag) {
        return parent.getElementsByTagName(tag).item(0).getTextContent();
    }

    private String source(String type, String file, int line) {
        String folder = type.substring(0, type.lastIndexOf('.')).replace('.', '/');
        return files.computeIfAbsent(sources.resolve(folder).resolve(file), MutationReport::lines).get(line - 1)
                .strip();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tells mutants of one name apart by their number among them. */
    private static List<Mutant> named(List<Entry> entries) {
        Map<String, Integer> sameName = new HashMap<>();
        entries.forEach(entry -> sameName.merge(entry.name, 1, Integer::sum));
        Map<String, Integer> seen = new HashMap<>();
        List<Mutant> mutants = new ArrayList<>();
        for (Entry entry : entries) {
            int count = sameName.get(entry.name);
            String number = count == 1 ? "" : " | " + seen.merge(entry.name, 1, Integer::sum) + " of " + count;
            mutants.add(new Mutant(entry.type, entry.name + number, entry.killed));
        }
        return mutants;
    }
}
