package org.beleg.cli;

import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.jspecify.annotations.Nullable;

/** Says in one line what went wrong; the JDK's file exceptions often have no words but a path. */
final class Failures {

  private Failures() {}

  static String describe(Throwable failure) {
    Throwable cause = failure;
    if (failure instanceof UncheckedIOException unchecked && unchecked.getCause() != null) {
      cause = unchecked.getCause();
    }
    return Report.oneLine(words(cause));
  }

  private static String words(Throwable cause) {
    if (cause instanceof FileSystemException file) {
      String problem = problem(file);
      if (problem != null) {
        return file.getFile() + ": " + problem;
      }
    }
    if (cause instanceof InvalidPathException path) {
      return path.getInput() + ": no path that this system can name";
    }
    String message = cause.getMessage();
    return message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
  }

  private static @Nullable String problem(FileSystemException file) {
    if (file instanceof NoSuchFileException) {
      return "no such file or folder";
    } else if (file instanceof AccessDeniedException) {
      return "access denied";
    } else if (file instanceof FileAlreadyExistsException) {
      return "exists already";
    } else if (file instanceof NotDirectoryException) {
      return "not a folder";
    } else if (file instanceof DirectoryNotEmptyException) {
      return "folder is not empty";
    }
    return null;
  }
}
