package org.beleg.cli;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.beleg.cli.RecordSource.RecordFile;

/**
 * A folder as a list of records: its regular files at any depth, sorted by their path with slashes, so that
 * every system sees one order.
 *
 * <p>Left out are symbolic links, which may lead anywhere, and what is named {@code .git} or is a folder
 * named {@code target}: repositories and build output change by themselves.
 */
final class RecordFolder {

  private static final Set<String> SKIPPED = Set.of(".git", "target");

  private RecordFolder() {}

  /** The files below a folder. */
  static List<RecordFile> list(Path named) throws IOException {
    return list(named, directory -> false);
  }

  /** The files below a folder, but for folders inside it that are to be left out. */
  static List<RecordFile> list(Path named, Predicate<Path> without) throws IOException {
    // a link that the caller named is meant, unlike one that lies inside
    Path folder = named.toRealPath();
    List<RecordFile> files = new ArrayList<>();
    Files.walkFileTree(folder, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
        boolean skip = !directory.equals(folder)
            && (SKIPPED.contains(nameOf(directory)) || without.test(directory));
        return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        // in a linked worktree .git is a file
        if (attributes.isRegularFile() && !nameOf(file).equals(".git")) {
          files.add(new RecordFile(slashed(folder.relativize(file)), file));
        }
        return FileVisitResult.CONTINUE;
      }
    });
    files.sort(Comparator.comparing(RecordFile::name));
    return files;
  }

  private static String nameOf(Path path) {
    Path name = path.getFileName();
    return name == null ? "" : name.toString();
  }

  private static String slashed(Path relative) {
    return relative.toString().replace(relative.getFileSystem().getSeparator(), "/");
  }
}
