/**
 * Pictures that are opened, dropped or pasted.
 *
 * @typedef {object} Picture
 * @property {Blob} file
 * @property {HTMLImageElement} image
 * @property {boolean} isShown Whether this browser can show such a picture.
 * @property {import("./verdict.js").Reading | null} reading
 */

/** What the service takes. */
const KINDS = ["png", "jpeg", "webp", "bmp", "gif", "tiff"];

/** @param {Blob} file */
export function isPicture(file) {
  return KINDS.some((kind) => file.type === `image/${kind}`);
}

/**
 * Make a picture of a file; it need not be one that the browser can show.
 *
 * @param {Blob} file
 * @returns {Promise<Picture>}
 */
export async function pictureOf(file) {
  const image = new Image();
  image.src = URL.createObjectURL(file);
  const isShown = await image.decode().then(
    () => true,
    () => false,
  );
  URL.revokeObjectURL(image.src); // it is decoded, and the file need not stay for it
  return { file, image, isShown, reading: null };
}

/**
 * The area of a picture, in its pixels.
 *
 * @param {Picture} picture
 */
export function areaOf({ image }) {
  return { x: 0, y: 0, width: image.naturalWidth || 1, height: image.naturalHeight || 1 };
}

/**
 * Have a function called with each file that is chosen, dropped or pasted.
 *
 * @param {HTMLInputElement} chooser
 * @param {(file: File) => void} open
 */
export function onFile(chooser, open) {
  /** @param {FileList | null | undefined} files */
  const openFirst = (files) => {
    if (files?.length) open(files[0]);
  };
  chooser.addEventListener("change", () => {
    openFirst(chooser.files);
    chooser.value = ""; // the same file may be chosen again
  });
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => {
    event.preventDefault(); // the browser would open it in place of the page
    openFirst(event.dataTransfer?.files);
  });
  document.addEventListener("paste", (event) => {
    openFirst(event.clipboardData?.files);
  });
}
