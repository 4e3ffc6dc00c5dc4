"""A plain prediction service, as most are written: FastAPI, and Keras' `predict`.

    python tests/bench/keras_service.py MODEL.h5 PORT

It answers POST /predict with a picture of 28x28 in the body. `serving.py` starts it, to
compare Digitpad's with it.
"""

import io
import sys

import keras
import numpy as np
import uvicorn
from fastapi import FastAPI, Request
from PIL import Image

app = FastAPI()
model = keras.models.load_model(sys.argv[1], compile=False)


@app.post("/predict")
async def predict(request: Request) -> dict[str, object]:
    """Read one picture."""
    picture = Image.open(io.BytesIO(await request.body())).convert("L")
    pixels = np.asarray(picture, np.float32)[None, :, :, None] / 255
    probabilities = model.predict(pixels, verbose=0)[0]
    return {
        "digit": int(probabilities[:10].argmax()),
        "probabilities": probabilities.tolist(),
    }


uvicorn.run(app, port=int(sys.argv[2]), log_level="warning")
