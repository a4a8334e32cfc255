import styleName from './styles/dashboard.css?asset-name';
import styleText from './styles/dashboard.css?asset-text';

/** The style sheet of all pages. Its sources are in `styles/`, a file for each part; none is loaded from elsewhere. */
export const styles = Object.freeze({ name: styleName, mediaType: 'text/css', text: styleText });
