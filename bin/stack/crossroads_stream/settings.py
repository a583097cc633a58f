"""Where the cluster, the JARs and this container's state are."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

# What a submission may carry along: it is stored with the driver and overrides the worker's own.
HARMLESS = re.compile(r"PATH|LANG|JAVA_HOME|SPARK_HOME|SPARK_CONF_DIR|CROSSROADS_(?!.*PASSWORD).*")


@dataclass(frozen=True)
class Settings:
    """Settings of one container, each with a documented default."""

    master: str = "spark://spark-master:7077"
    master_page: str = "http://spark-master:8080"
    jars: Path = Path("/opt/crossroads/jars")
    state: Path = Path("/var/lib/crossroads/stream")
    spark_home: Path = Path("/opt/spark")

    @staticmethod
    def of_environment() -> "Settings":
        get = os.environ.get
        usual = Settings()
        return Settings(
            master=get("CROSSROADS_SPARK_MASTER", usual.master),
            master_page=get("CROSSROADS_SPARK_MASTER_PAGE", usual.master_page).rstrip("/"),
            jars=Path(get("CROSSROADS_JARS", str(usual.jars))),
            state=Path(get("CROSSROADS_STATE", str(usual.state.parent))) / "stream",
            spark_home=Path(get("SPARK_HOME", str(usual.spark_home))),
        )

    @property
    def streaming_jar(self) -> Path:
        return self.jars / "spark-streaming-job.jar"

    def command(self, name: str) -> str:
        """A command of Spark's distribution."""
        return str(self.spark_home / "bin" / name)

    def harmless_environment(self) -> dict[str, str]:
        return {name: value for name, value in os.environ.items() if HARMLESS.fullmatch(name)}
