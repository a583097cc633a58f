# Everything that people do with a checkout. Needs JDK 17, Maven 3.8 and make, nothing else.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help demo usable-folder test build format bench images logins e2e page clean

# What Java can name of files; names of others it does not even list.
ifneq ($(shell locale charmap 2>/dev/null),UTF-8)
ifeq ($(shell LC_ALL=C.UTF-8 locale charmap 2>/dev/null),UTF-8)
export LC_ALL := C.UTF-8
endif
endif

MAVEN := mvn -B -q -Dstyle.color=never
DURATION ?= 30s
RATE ?=
DEMO_HOME ?= .demo
PIPELINES ?= traffic
TEST_ARGS ?=

# What the JARs are made of; folders too, as their times tell of deleted files.
SOURCES := $(shell find . -name target -prune -o -path './.*/*' -prune -o \
	\( -path '*/src/main' -o -path '*/src/main/*' -o -name pom.xml \) -print)
BUILT := target/built

help:
	@echo 'make demo     build what is needed, run everything once, prove what came out'
	@echo '              (PIPELINES=traffic or all, DURATION=30s RATE=100 DEMO_HOME=.demo)'
	@echo 'make test     check the format, build and run every test'
	@echo 'make build    build the JARs, without tests'
	@echo 'make format   put the code into the format that the build checks'
	@echo 'make e2e      start the whole stack under a name of its own, use it, break it'
	@echo 'make page     use the page in the browser of this machine: numbers, keys, outages'
	@echo 'make bench    measure against the usual ways, each as a ratio'
	@echo 'make images   make every container image that docker-compose.yml names, without a registry'
	@echo 'make logins   print addresses and logins of the running stack'
	@echo 'make clean    delete what was built, and the demo'
	@echo
	@echo 'bin/crossroads --help lists the commands.'

demo: export DURATION := $(DURATION)
demo: export RATE := $(RATE)
demo: export PIPELINES := $(PIPELINES)
export DEMO_HOME
demo: usable-folder $(BUILT)
	@bin/crossroads demo --pipelines "$$PIPELINES" --duration "$$DURATION" $${RATE:+--rate "$$RATE"} \
		--demo-home "$$DEMO_HOME"

# Says before a build of minutes what cannot be done with what it builds.
usable-folder:
	@case $$PWD in *:*) \
		echo "error: a class path cannot have the ':' in $$PWD: move the checkout" >&2; exit 1 ;; esac
	@home=$$DEMO_HOME; [[ $$home == /* ]] || home=$$PWD/$$home; case $$home in *[]:{}*?\\[]*) \
		echo "error: Spark takes one of []{}*?\\: in $$home for a pattern:" \
			'give another folder with DEMO_HOME=' >&2; exit 1 ;; esac

build: usable-folder $(BUILT)

$(BUILT): $(SOURCES)
	@$(CHECK_TOOLS)
	@echo 'building (the first time fetches the dependencies, some minutes)'
	@$(MAVEN) package -Dmaven.test.skip=true
	@embedded/spark/archive-classes
	@mkdir -p $(@D) && touch $@

# The whole output is kept; what is shown is which tests ran and what went wrong. TEST_ARGS is for
# Maven, such as '-Dkill.kills=10' to kill more often than usual.
test:
	@$(CHECK_TOOLS)
	@mkdir -p target
	@set -o pipefail; mvn -B -T 2 -Dstyle.color=never $(TEST_ARGS) verify 2>&1 | tee target/test.log | \
		grep --line-buffered -E 'Building Crossroads|Tests run|ERROR|FAIL|BUILD|Total time|WARNING.*(deprecat|warning)'
	@touch $(BUILT)

format:
	@$(CHECK_TOOLS)
	@$(MAVEN) spotless:apply

bench: $(BUILT)
	@benchmarks/run

images:
	@images/build

logins:
	@bin/logins

# With a Docker engine, Compose, the images and Chromium; the stack's ports and name are its own.
e2e:
	@$(CHECK_TOOLS)
	@docker compose --progress quiet build
	@mkdir -p target
	@rm -rf e2e/target/failure
	@set -o pipefail; TESTCONTAINERS_RYUK_DISABLED=true TESTCONTAINERS_HOST_OVERRIDE=localhost \
		mvn -B -P stack -Dstyle.color=never verify -pl e2e,minio-setup -am \
		-Dtest=None -Dsurefire.failIfNoSpecifiedTests=false 2>&1 | tee target/e2e.log | \
		grep --line-buffered -E '^e2e: |Building Crossroads|Tests run|ERROR|FAIL|BUILD|Total time'

# With Chromium; without one every test is skipped, and says why.
page:
	@$(CHECK_TOOLS)
	@mkdir -p target
	@set -o pipefail; mvn -B -P page -Dstyle.color=never verify -pl e2e/page -am \
		-Dtest=None -Dit.test='io.crossroads.page.*IT' -Dsurefire.failIfNoSpecifiedTests=false \
		-Dfailsafe.failIfNoSpecifiedTests=false 2>&1 | tee target/page.log | \
		grep --line-buffered -E '^page: |Tests run|no Chromium|ERROR|FAIL|BUILD|Total time'

clean:
	@$(MAVEN) clean
	@rm -rf .demo

define CHECK_TOOLS
command -v mvn >/dev/null || { echo 'error: no mvn on the PATH: install Maven 3.8 or newer' >&2; exit 1; }; \
tools=$$(mvn -v); \
maven=$$(sed -n 's/^.*Apache Maven \([0-9]*\.[0-9]*\).*/\1/p' <<<"$$tools"); \
java=$$(sed -n 's/^Java version: \([0-9]*\).*/\1/p' <<<"$$tools"); \
home=$$(sed -n 's/^Java version.*runtime: //p' <<<"$$tools"); \
[[ $$(printf '%s\n' 3.8 "$$maven" | sort -V | head -n 1) == 3.8 ]] || \
	{ echo "error: Maven $$maven is too old: install 3.8 or newer" >&2; exit 1; }; \
[[ $$java == 17 ]] || \
	{ echo "error: Maven runs on Java $$java ($$home): set JAVA_HOME to a JDK 17" >&2; exit 1; }; \
[[ -x $$home/bin/javac ]] || \
	{ echo "error: $$home has no compiler: set JAVA_HOME to a JDK 17" >&2; exit 1; }
endef
