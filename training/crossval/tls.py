"""What a client needs to speak to a Dask cluster that others cannot listen to."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from digitpad.errors import TrainingError

_SCHEME: Final = "tls://"


@dataclass(frozen=True)
class Tls:
    """The three files of TLS, all of them or none.

    Attributes:
        ca: The certificate that all others are signed by.
        certificate: This side's own.
        key: This side's private key.
    """

    ca: Path | None = None
    certificate: Path | None = None
    key: Path | None = None

    def security(self, address: str) -> Any | None:  # noqa: ANN401, Dask has no types
        """What Dask wants for TLS; None for an address without it.

        Raises:
            TrainingError: Files are missing, cannot be used, or do not go with the
                address.
        """
        files = {
            "--tls-ca": self.ca,
            "--tls-certificate": self.certificate,
            "--tls-key": self.key,
        }
        if not address.startswith(_SCHEME):
            _refuse_files(address, files)
            return None
        if missing := [option for option, path in files.items() if path is None]:
            raise TrainingError(
                "{address} needs {options} too: name the files of this machine.",
                address=address,
                options=" and ".join(missing),
            )
        for path in files.values():
            _refuse_no_file(path)
        return self._checked()

    def _checked(self) -> Any:  # noqa: ANN401, as above
        from distributed.security import Security

        security = Security(
            tls_ca_file=str(self.ca),
            tls_client_cert=str(self.certificate),
            tls_client_key=str(self.key),
            require_encryption=True,
        )
        try:
            # Now, or Dask would find out while it connects, and not in a sentence.
            security.get_connection_args("client")
        except OSError as error:
            raise TrainingError(
                "{ca}, {certificate} and {key} cannot be used for TLS ({reason}): name "
                "a certificate that is signed by the first, and its own key.",
                ca=self.ca,
                certificate=self.certificate,
                key=self.key,
                reason=error.strerror or error,
            ) from error
        return security


def _refuse_files(address: str, files: dict[str, Path | None]) -> None:
    """Whoever gives them takes it that nobody can listen."""
    if given := [option for option, path in files.items() if path is not None]:
        raise TrainingError(
            "{address} is not encrypted, and {options} is given: begin the address "
            "with tls://, or leave that out.",
            address=address,
            options=" and ".join(given),
        )


def _refuse_no_file(path: Path | None) -> None:
    # A pipe would wait for a writer.
    if path is not None and not path.is_file():
        raise TrainingError(
            "{path} is no file: name a certificate or a key in PEM form.", path=path
        )
