"""All that a look at data has told so far, and how to say it to people."""

from dataclasses import dataclass

from digitpad.progress import Message, ReportWritten, StageBegan


@dataclass
class ExplorationRecord:
    """The story of one look at data, told message by message.

    Attributes:
        stage: What it does just now, for people.
        result: Its report, once it is written.
        ending: What to say while it ends because the user wants it to.
    """

    stage: str = "Starting"
    result: ReportWritten | None = None
    ending: str = ""

    def take(self, message: Message) -> None:
        """Add one message to the story."""
        match message:
            case StageBegan():
                self.stage = message.text
            case ReportWritten():
                self.result = message

    @property
    def headline(self) -> str:
        """What the data are, or what is done just now."""
        if self.result:
            return self.result.text.partition("\n")[0]
        return self.ending or self.stage

    @property
    def outcome(self) -> str:
        """What was found, as a paragraph; empty before the end."""
        if self.result is None:
            return ""
        return " ".join(self.result.text.split("\n")[1:])
