package io.github.lanewise.lenet.report;

import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Fills the templates that lie beside this class. */
final class Page {
    private static final Mustache.Compiler COMPILER = Mustache.compiler().emptyStringIsFalse(true)
            .withLoader(name -> open(name + ".html"));

    private Page() {}

    /** The template, filled from a record, as bytes of a file. */
    static byte[] html(String template, Object content) {
        try (Reader reader = open(template + ".html")) {
            return COMPILER.compile(reader).execute(content).getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Reader open(String name) {
        InputStream stream = Page.class.getResourceAsStream(name);
        if (stream == null) {
            throw new IllegalStateException("template " + name + " is missing from the program");
        }
        return new InputStreamReader(stream, StandardCharsets.UTF_8);
    }
}
