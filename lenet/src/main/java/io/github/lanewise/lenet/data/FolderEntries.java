package io.github.lanewise.lenet.data;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What lies in a folder, in the order of the names, so that it is the same on every machine. Hidden entries do not count. */
final class FolderEntries {
    private FolderEntries() {}

    static List<Path> files(Path folder) throws DataException {
        return entries(folder).stream().filter(Files::isRegularFile).toList();
    }

    static List<Path> folders(Path folder) throws DataException {
        return entries(folder).stream().filter(Files::isDirectory).toList();
    }

    /** Of any kind; at most as many as a data set may have images. */
    static List<Path> entries(Path folder) throws DataException {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            for (Path entry : stream) {
                if (!entry.getFileName().toString().startsWith(".")) {
                    entries.add(entry);
                }
                if (entries.size() > IdxReader.MAX_COUNT) {
                    throw new DataException(folder.toString(), "",
                            "more than " + IdxReader.MAX_COUNT + " entries; expected at most so many images");
                }
            }
        } catch (DataException e) {
            throw e;
        } catch (IOException | DirectoryIteratorException e) {
            throw new DataException(folder.toString(), "", "cannot be read: " + e, e);
        }
        entries.sort(Comparator.comparing(entry -> entry.getFileName().toString()));
        return entries;
    }
}
