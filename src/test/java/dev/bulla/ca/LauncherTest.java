/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shell script {@code bulla}, in a repository of its own in which Java and Maven only say that they were called. */
@EnabledOnOs({OS.LINUX, OS.MAC})
final class LauncherTest {
    private LauncherSandbox sandbox;

    @BeforeEach
    void copyTheLauncher(@TempDir Path folder) throws Exception {
        sandbox = new LauncherSandbox(folder);
        sandbox.defaultJava(17);
    }

    @Test
    void findsJava25InTheSystemsFolderWhenTheDefaultJavaIs17() throws Exception {
        sandbox.java("system/usr/lib/jvm/temurin-25", 25);

        var run = sandbox.run("version");

        assertThat(run.exit()).isZero();
        assertThat(run.output()).contains("java of temurin-25").endsWith("version\n");
    }

    @Test
    void findsJavaUnderTheHomeFolderToo() throws Exception {
        sandbox.java("home/.sdkman/candidates/java/25.0.1-tem", 25);

        assertThat(sandbox.run("version").output()).contains("java of 25.0.1-tem");
    }

    @Test
    void prefersTheOldestJavaThatIsNewEnough() throws Exception {
        sandbox.java("system/usr/lib/jvm/jdk-21", 21);
        sandbox.java("system/usr/lib/jvm/jdk-25", 25);
        sandbox.java("home/.jdks/jdk-30", 30);

        assertThat(sandbox.run("version").output()).contains("java of jdk-25");
    }

    @Test
    void prefersJavaHomeToWhatItWouldFind() throws Exception {
        sandbox.java("system/usr/lib/jvm/jdk-25", 25);
        sandbox.environment("JAVA_HOME", sandbox.java("mine", 26).toString());

        assertThat(sandbox.run("version").output()).contains("java of mine");
    }

    @Test
    void looksFurtherWhenJavaHomeIsTooOld() throws Exception {
        sandbox.java("system/usr/lib/jvm/jdk-25", 25);
        sandbox.environment("JAVA_HOME", sandbox.java("mine", 21).toString());

        assertThat(sandbox.run("version").output()).contains("java of jdk-25");
    }

    @Test
    void saysInOneSentenceThatThereIsNoJava() throws Exception {
        var run = sandbox.run("version");

        assertThat(run.exit()).isEqualTo(69);
        assertThat(run.output())
                .isEqualTo("bulla needs Java 25 or newer and none was found: install a JDK 25, for example from"
                        + " https://adoptium.net, and point JAVA_HOME at it.\n");
    }

    @Test
    void buildsOnceAndThenOnlyWhatChanged() throws Exception {
        sandbox.java("system/usr/lib/jvm/jdk-25", 25);

        assertThat(sandbox.run("version").output()).contains("maven with jdk-25");
        assertThat(sandbox.run("version").output()).doesNotContain("maven");
        sandbox.change("src/main/java/Main.java");
        assertThat(sandbox.run("version").output()).contains("maven with jdk-25");
        sandbox.change("ct-log/src/main/java/Log.java");
        assertThat(sandbox.run("version").output()).contains("maven with jdk-25");
    }

    @Test
    void startsNothingWhenTheBuildFails() throws Exception {
        sandbox.java("system/usr/lib/jvm/jdk-25", 25);
        sandbox.breakMaven();

        var run = sandbox.run("version");

        assertThat(run.exit()).isEqualTo(70);
        assertThat(run.output()).endsWith("bulla: the build failed\n").doesNotContain("java of");
    }

    @Test
    void handsOverArgumentsAsTheyAreAndTheUsersFlagsAfterItsOwn() throws Exception {
        sandbox.java("system/usr/lib/jvm/jdk-25", 25);
        sandbox.environment("JAVA_OPTS", "-Xmx1g -Da=b");
        sandbox.environment("BULLA_JAVA_OPTS", "-Dc=d");

        var lines = sandbox.run("serve", "two words", "").output().lines().toList();

        assertThat(lines).containsSubsequence(sandbox.options(), "-Xmx1g", "-Da=b", "-Dc=d", "-jar");
        assertThat(lines.subList(lines.size() - 3, lines.size())).containsExactly("serve", "two words", "");
    }

    @Test
    void startsThroughALinkAndWithoutAHome() throws Exception {
        sandbox.java("system/usr/lib/jvm/jdk-25", 25);
        sandbox.environment("HOME", "");
        var link = Files.createSymbolicLink(sandbox.folder().resolve("a link"), sandbox.launcher());

        assertThat(sandbox.runAs(link, "version").output()).contains("java of jdk-25");
    }

    @Test
    void usesWhatJavaLearnedAfterTheBuild() throws Exception {
        sandbox.java("system/usr/lib/jvm/jdk-25", 25);
        sandbox.environment("JAVA_OPTS", "-Da=b");

        assertThat(sandbox.run("version").output()).contains(cacheInUse());
        var lines = sandbox.run("version").output().lines().toList();

        assertThat(lines)
                .containsSubsequence(sandbox.options(), "-Xlog:aot*=off", cacheInUse(), "-Da=b", "-jar", "version")
                .noneMatch(line -> line.startsWith("bulla: "));
    }

    @Test
    void startsAsUsualAndSaysSoWhenAnotherJavaLearned() throws Exception {
        sandbox.java("system/usr/lib/jvm/jdk-25", 25);
        sandbox.run("version");
        sandbox.environment("JAVA_HOME", sandbox.java("mine", 26).toString());

        startsWithoutTheCacheAndSaysSo();
    }

    @Test
    void startsAsUsualAndSaysSoWhenTheJarIsYoungerThanWhatWasLearned() throws Exception {
        sandbox.java("system/usr/lib/jvm/jdk-25", 25);
        sandbox.run("version");
        Files.setLastModifiedTime(sandbox.cache(), FileTime.fromMillis(0));

        startsWithoutTheCacheAndSaysSo();
        assertThat(sandbox.run("warm-up").exit()).isZero();
        assertThat(sandbox.run("version").output()).contains(cacheInUse()).doesNotContain("bulla: ");
    }

    private void startsWithoutTheCacheAndSaysSo() throws Exception {
        var run = sandbox.run("version");

        assertThat(run.exit()).isZero();
        assertThat(run.output())
                .doesNotContain("-XX:AOT", "-Dbulla.start-cache")
                .contains("\n-jar\n")
                .containsOnlyOnce("bulla: ")
                .contains("this start is slower; ./bulla warm-up makes it anew\n");
    }

    @Test
    void startsAsUsualAndSilentlyWhereNothingWasLearned() throws Exception {
        sandbox.java("system/usr/lib/jvm/jdk-25", 25);
        sandbox.run("version");
        Files.delete(sandbox.cache());

        assertThat(sandbox.run("version").output()).doesNotContain("-XX:AOT", "bulla: ");
    }

    @Test
    void learnsOnceFromWhatMavenBuilt() throws Exception {
        sandbox.java("system/usr/lib/jvm/jdk-25", 25);
        sandbox.buildWithMaven(Instant.now().minusSeconds(60));

        assertThat(sandbox.run("version").output())
                .contains("bulla: warming up", cacheInUse())
                .doesNotContain("building");
        assertThat(sandbox.run("version").output()).contains(cacheInUse()).doesNotContain("bulla: ");

        sandbox.buildWithMaven(Instant.now().plusSeconds(60));

        assertThat(sandbox.run("version").output()).contains("bulla: warming up");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Xshare:off", "-XX:SharedArchiveFile=a.jsa", "-XX:AOTMode=off", "-XX:AOTCache=mine.aot"})
    void leavesItToTheUserWhoHasAWordOnWhatJavaLearned(String flag) throws Exception {
        sandbox.java("system/usr/lib/jvm/jdk-25", 25);
        sandbox.run("version");
        sandbox.environment("BULLA_JAVA_OPTS", flag);

        assertThat(sandbox.run("version").output()).contains(flag + "\n").doesNotContain(cacheInUse(), "bulla: ");
    }

    @Test
    void startsAfterABuildWhateverBecameOfTheWarmUp() throws Exception {
        sandbox.javaThatCannotWarmUp("system/usr/lib/jvm/jdk-25");

        var run = sandbox.run("version");

        assertThat(run.exit()).isZero();
        assertThat(run.output()).contains("bulla: that did not work").endsWith("version\n");
        assertThat(sandbox.run("version").output()).doesNotContain("-XX:AOT", "bulla: ");
        assertThat(sandbox.run("warm-up").exit()).isEqualTo(70);
    }

    private String cacheInUse() {
        return "-XX:AOTCache=" + sandbox.cache();
    }
}
