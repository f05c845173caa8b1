# Sourced by run, report and guard: finds Java, and builds the jar if it is missing or older than the sources.
home=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd)
jar="$home/benchmarks/target/benchmarks.jar"
java=${JAVA_HOME:+"$JAVA_HOME/bin/"}java

newer=$(find "$home/src/main" "$home/pom.xml" "$home/benchmarks/src" "$home/benchmarks/pom.xml" \
  -type f -newer "$jar" 2>/dev/null | head -n 1 || true)
if [ ! -f "$jar" ] || [ -n "$newer" ]; then
  echo "building the benchmarks ..." >&2
  mvn -q -B -f "$home/reactor.xml" -pl benchmarks -am package \
    -DskipTests -Dmaven.javadoc.skip=true -Dmaven.source.skip=true -Dcyclonedx.skip=true -Djacoco.skip=true >&2
fi

# Forked JVMs get the options of this one. Where there is no such module, there is no vector kernel.
vectors=
if "$java" --list-modules | grep -q '^jdk\.incubator\.vector@'; then
  vectors="--add-modules=jdk.incubator.vector"
fi
